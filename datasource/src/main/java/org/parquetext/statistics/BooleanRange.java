package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The range of BOOLEAN values; false before true. */
public final class BooleanRange extends ValueRange {

  private boolean anyFalse;
  private boolean anyTrue;

  /** An empty range of values of this BOOLEAN type. */
  public BooleanRange(PrimitiveType type) {
    super(type);
  }

  /**
   * Takes in a bitmap.
   *
   * @param words bit i is {@code words[i >> 6] >>> i & 1}; bits from {@code bitCount} on are
   *     ignored
   */
  public void update(long[] words, int bitCount) {
    int fullWords = bitCount >> 6;
    long ones = 0;
    long zeros = 0;
    for (int i = 0; i < fullWords; i++) {
      ones |= words[i];
      zeros |= ~words[i];
    }
    if ((bitCount & 63) != 0) {
      long used = ~(-1L << bitCount);
      ones |= words[fullWords] & used;
      zeros |= ~words[fullWords] & used;
    }
    anyTrue |= ones != 0;
    anyFalse |= zeros != 0;
  }

  @Override
  public void clear() {
    anyFalse = false;
    anyTrue = false;
  }

  @Override
  public boolean isEmpty() {
    return !anyFalse && !anyTrue;
  }

  @Override
  ColumnBounds presentBounds(int maxBytes) {
    return UnknownBounds.INSTANCE;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(!anyFalse);
    statistics.updateStats(anyTrue);
  }
}
