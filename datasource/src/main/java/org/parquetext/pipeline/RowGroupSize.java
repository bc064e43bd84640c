package org.parquetext.pipeline;

/**
 * How many bytes the open row group has, as parquet-java counts them: compressed finished pages
 * plus open ones.
 *
 * <p>The estimate must not depend on which column happens to have finished, or the same input would
 * be cut at different rows. So it counts a stretch by its encoded bytes only when the stretch lies
 * {@link #WINDOW} back, where the writer has waited for it anyway, and by its raw bytes times the
 * ratio so far behind that. When the estimate reaches the target, the caller waits for all columns
 * and decides by the {@link #settle exact} size.
 *
 * <p>Confined to the calling thread.
 */
final class RowGroupSize {

  /** The most stretches of a writer that are in flight. */
  static final int WINDOW = 32;

  private final long[] rawBytes = new long[2 * WINDOW];
  private final long[] encodedBytes = new long[2 * WINDOW];
  private final long[] dictionaryBytes = new long[2 * WINDOW];
  private long submitted;
  private long completed;
  private long known;
  private long first;
  private long knownBytes;
  private long knownDictionaries;
  private long knownRaw;
  private long pendingRaw;
  private double ratio = 1;

  /** A stretch is about to be submitted. */
  void submit(long raw) {
    rawBytes[(int) (submitted % (2 * WINDOW))] = raw;
    submitted++;
    pendingRaw += raw;
  }

  /**
   * The oldest stretch in flight has been encoded by every column.
   *
   * @param encoded bytes of the row group after it
   * @param dictionaries bytes of the dictionaries, which parquet-java does not count
   */
  void complete(long encoded, long dictionaries) {
    encodedBytes[(int) (completed % (2 * WINDOW))] = encoded;
    dictionaryBytes[(int) (completed % (2 * WINDOW))] = dictionaries;
    completed++;
  }

  /** Bytes of the row group, without regard to what was encoded within the window. */
  long estimate() {
    advance(submitted - WINDOW);
    double factor = knownRaw > 0 ? (double) knownBytes / knownRaw : ratio;
    return knownBytes + (long) (pendingRaw * factor);
  }

  /**
   * The most bytes that the row group would have in the file: what is not known to be compressed
   * counts as it came in. As independent of what was encoded within the window as the estimate.
   */
  long atMost() {
    advance(submitted - WINDOW);
    return knownBytes + knownDictionaries + pendingRaw;
  }

  /** Bytes of the row group, when every stretch has been completed. */
  long settle() {
    advance(submitted);
    return knownBytes;
  }

  /**
   * Bytes of the row group's stretches that have been encoded by every column. Unlike {@link
   * #settle()}, asking leaves no trace in later estimates.
   */
  long encoded() {
    return completed <= first ? 0 : encodedBytes[(int) ((completed - 1) % (2 * WINDOW))];
  }

  /** The next stretch belongs to a new row group. Called when every stretch has been submitted. */
  void reset() {
    if (knownRaw > 0) {
      ratio = (double) knownBytes / knownRaw;
    }
    known = submitted;
    first = submitted;
    knownBytes = 0;
    knownDictionaries = 0;
    knownRaw = 0;
    pendingRaw = 0;
  }

  private void advance(long to) {
    for (; known < to; known++) {
      int slot = (int) (known % (2 * WINDOW));
      knownRaw += rawBytes[slot];
      pendingRaw -= rawBytes[slot];
      knownBytes = encodedBytes[slot];
      knownDictionaries = dictionaryBytes[slot];
    }
  }
}
