package org.parquetext.dictionary;

/**
 * When a column chunk keeps its dictionary: the rule of parquet-java's {@code FallbackValuesWriter}
 * and {@code DictionaryValuesWriter}, and a shorter one for chunks that follow a loss. Immutable.
 */
public final class DictionaryPolicy {

  /** The rows after which a dictionary is judged for the first time if it was a loss before. */
  public static final int JUDGED_ROWS = 1 << 11;

  /** Fewer values of these rows say nothing: the column is mostly null. */
  private static final int JUDGED_VALUES = JUDGED_ROWS / 2;

  /** Fewer values of a first page, one that a file ended, say nothing about the next chunk. */
  private static final int TELLING_VALUES = 8 * JUDGED_ROWS;

  /** Values hardly repeat if no more than one in so many came before. */
  private static final int SELDOM = 1 << 8;

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

  /** Whether a loss that so many values have shown says something about the next chunks. */
  public boolean isTelling(int values) {
    return values >= TELLING_VALUES;
  }

  /**
   * Whether a dictionary that was a loss in a chunk before is one again, by the first values of the
   * first page alone: if hardly any came before. Numbers and short strings that are drawn at random
   * from so many that this happens fail {@link #keepsAfterFirstPage} too, given pages and
   * dictionaries of the default sizes.
   *
   * @param entries how many different values there are among them
   */
  public boolean isLossAgain(int values, int entries) {
    return values >= JUDGED_VALUES && (long) SELDOM * (values - entries) <= values;
  }
}
