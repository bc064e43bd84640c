package org.parquetext.column;

/**
 * How many bytes the open chunk of a column would have in the file if it ended now, from what its
 * pages have become so far, in this chunk and those before: the finished pages are known, the open
 * page and the dictionary are expected to compress as those before them did. Nothing else than the
 * values that were written decides the numbers.
 *
 * <p>Confined to one thread at a time.
 */
public final class ChunkForecast {

  /** Of a page without statistics in its header, with a checksum. */
  private static final int HEADER_BYTES = 32;

  /** What is not compressed yet is believed to become so many times what is expected at most. */
  private static final double DOUBT = 4;

  /** How fast pages are forgotten that compressed badly, by page. */
  private static final double FORGETTING = 0.98;

  private double rawBytes;
  private double compressedBytes;
  private double worstRatio;
  private double dictionaryRatio = 1;
  private boolean dictionaryKnown;
  private long finished;
  private long expected;
  private long believed;
  private long atMost;
  private int pages;

  ChunkForecast() {}

  /** A page has ended. Those before count half of what they did, so that the ratio follows. */
  void addPage(long raw, long compressed) {
    pages++;
    if (raw > 0) {
      rawBytes = rawBytes / 2 + raw;
      compressedBytes = compressedBytes / 2 + compressed;
      worstRatio = Math.max(FORGETTING * worstRatio, (double) compressed / raw);
    }
  }

  /** A dictionary page was compressed, for the file or to see. */
  void addDictionary(long raw, long compressed) {
    if (raw > 0) {
      dictionaryRatio = (double) compressed / raw;
      dictionaryKnown = true;
    }
  }

  void startChunk() {
    pages = 0;
  }

  /**
   * Takes in how far the chunk is.
   *
   * @param finishedBytes finished pages with their headers
   * @param openBytes the open page before compression
   * @param dictionaryBytes the dictionary page before compression
   * @param bloomFilterBytes the bloom filter, which is left out if no page is outside the
   *     dictionary
   */
  ChunkForecast of(
      long finishedBytes,
      long openBytes,
      int openRows,
      long dictionaryBytes,
      long bloomFilterBytes) {
    double ratio = rawBytes > 0 ? compressedBytes / rawBytes : 1;
    double worst = Math.max(1, ratio);
    double doubt = Math.min(worst, Math.max(DOUBT * ratio, worstRatio));
    double dictionary = dictionaryBytes * dictionaryRatio;
    long headers = (openRows > 0 ? HEADER_BYTES : 0) + (dictionaryBytes > 0 ? HEADER_BYTES : 0);
    long rest = headers + bloomFilterBytes;
    finished =
        finishedBytes
            + (dictionaryKnown ? (long) dictionary : 0)
            + (pages > 0 ? bloomFilterBytes : 0);
    expected = finishedBytes + rest + (long) (openBytes * ratio + dictionary);
    believed = finishedBytes + rest + (long) (openBytes * doubt + dictionary);
    atMost = finishedBytes + rest + (long) (openBytes * worst + dictionary);
    return this;
  }

  /** Bytes that are there already. */
  public long finishedBytes() {
    return finished;
  }

  /** Bytes that the chunk is expected to have. */
  public long expectedBytes() {
    return expected;
  }

  /**
   * Bytes that the chunk is believed to have at most: what is not compressed yet may be some times
   * worse than expected, or as bad as pages have been.
   */
  public long believedBytes() {
    return believed;
  }

  /** Bytes that the chunk has at most: what is not compressed yet may not compress at all. */
  public long atMostBytes() {
    return atMost;
  }

  /** Finished data pages; an open one is another. */
  public int pages() {
    return pages;
  }
}
