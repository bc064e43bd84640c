package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The range of INT64 values; UINT_64 is compared as unsigned. */
public final class LongRange extends ValueRange {

  private final long signBit;
  private long min;
  private long max;

  /** An empty range of values of this INT64 type. */
  public LongRange(PrimitiveType type) {
    super(type);
    signBit = SignBit.ofLongs(type);
    clear();
  }

  /** Takes in {@code count} values from {@code values[from]} on. */
  public void update(long[] values, int from, int count) {
    long flip = signBit;
    long lowest = min;
    long highest = max;
    for (int i = from; i < from + count; i++) {
      long value = values[i] ^ flip;
      // Not Math.min and max: their conditional moves form a chain, branches are well predicted.
      if (value < lowest) {
        lowest = value;
      }
      if (value > highest) {
        highest = value;
      }
    }
    min = lowest;
    max = highest;
  }

  @Override
  public void clear() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }

  @Override
  public boolean isEmpty() {
    return min > max;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(min ^ signBit);
    statistics.updateStats(max ^ signBit);
  }
}
