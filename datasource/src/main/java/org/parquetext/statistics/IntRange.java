package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The range of INT32 values; UINT_8, UINT_16 and UINT_32 are compared as unsigned. */
public final class IntRange extends ValueRange {

  private final int signBit;
  private int min;
  private int max;

  /** Null if values in the file are what readers see. */
  private final RestoredBounds restored;

  /** An empty range of values of this INT32 type. */
  public IntRange(PrimitiveType type) {
    this(type, null);
  }

  /**
   * An empty range of values of this INT32 type.
   *
   * @param restoration what readers make of the values, whose bounds are theirs; null for nothing
   */
  public IntRange(PrimitiveType type, ValueRestoration restoration) {
    super(type);
    restored = restoration == null ? null : new RestoredBounds(restoration);
    signBit = SignBit.ofInts(type);
    clear();
  }

  /** Takes in {@code count} values from {@code values[from]} on. */
  public void update(int[] values, int from, int count) {
    int flip = signBit;
    int lowest = min;
    int highest = max;
    for (int i = from; i < from + count; i++) {
      int value = values[i] ^ flip;
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
    if (restored != null) {
      restored.update(values, from, count);
    }
  }

  @Override
  public void clear() {
    min = Integer.MAX_VALUE;
    max = Integer.MIN_VALUE;
    if (restored != null) {
      restored.clear();
    }
  }

  @Override
  public boolean isEmpty() {
    return min > max;
  }

  @Override
  LongBounds presentBounds(int maxBytes) {
    if (restored != null) {
      return restored.bounds();
    }
    return signBit == 0
        ? new LongBounds(min, max)
        : new LongBounds(
            Integer.toUnsignedLong(min ^ signBit), Integer.toUnsignedLong(max ^ signBit));
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(min ^ signBit);
    statistics.updateStats(max ^ signBit);
  }
}
