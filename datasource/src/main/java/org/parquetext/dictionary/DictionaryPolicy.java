package org.parquetext.dictionary;

/**
 * When a column chunk keeps its dictionary: the rule of parquet-java's {@code FallbackValuesWriter}
 * and {@code DictionaryValuesWriter}. Immutable.
 */
public final class DictionaryPolicy {

  private final int maxDictionaryBytes;

  /** A policy for dictionary pages of at most this many PLAIN bytes. */
  public DictionaryPolicy(int maxDictionaryBytes) {
    this.maxDictionaryBytes = maxDictionaryBytes;
  }

  /** Whether a dictionary of this size has to be given up, at any time. */
  public boolean exceedsLimit(long dictionaryBytes) {
    return dictionaryBytes > maxDictionaryBytes;
  }

  /**
   * Whether the dictionary is worth keeping after the chunk's first page.
   *
   * @param encodedPageBytes the page's ids with their bit-width byte, before compression
   * @param dictionaryBytes the dictionary so far, PLAIN
   * @param rawBytes the page's values, counted as parquet-java does: 4 bytes for INT32 and FLOAT, 8
   *     for INT64 and DOUBLE, the length plus 4 for all others, also for those of fixed length
   */
  public boolean keepsAfterFirstPage(long encodedPageBytes, long dictionaryBytes, long rawBytes) {
    return encodedPageBytes + dictionaryBytes < rawBytes;
  }
}
