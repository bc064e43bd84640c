package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The range of DOUBLE values in the order of {@link Double#compare}: -0.0 before 0.0, every NaN
 * equal and after infinity.
 */
public final class DoubleRange extends ValueRange {

  private static final long LOWEST_NUMBER =
      ordered(Double.doubleToLongBits(Double.NEGATIVE_INFINITY));

  /** Both as {@link #ordered}. */
  private long min;

  private long max;

  /** An empty range of values of this DOUBLE type. */
  public DoubleRange(PrimitiveType type) {
    super(type);
    clear();
  }

  /** Takes in {@code count} values, given by their raw bits, from {@code bits[from]} on. */
  public void update(long[] bits, int from, int count) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      long value = ordered(bits[i]);
      // Not Math.min and max: their conditional moves form a chain, branches are well predicted.
      if (value < lowest) {
        lowest = value;
      }
      if (value > highest) {
        highest = value;
      }
    }
    if (lowest < LOWEST_NUMBER) {
      updateWithNegativeNans(bits, from, count);
    } else {
      min = Math.min(min, lowest);
      max = Math.max(max, highest);
    }
  }

  /** NaNs whose sign bit is set come below all numbers by their bits, where they do not belong. */
  private void updateWithNegativeNans(long[] bits, int from, int count) {
    for (int i = from; i < from + count; i++) {
      long value = ordered(Double.doubleToLongBits(Double.longBitsToDouble(bits[i])));
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  /** Maps the bits of doubles to longs of the same order; its own inverse. */
  private static long ordered(long bits) {
    return bits ^ bits >> 63 >>> 1;
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
  DoubleBounds presentBounds(int maxBytes) {
    return new DoubleBounds(
        Double.longBitsToDouble(ordered(min)), Double.longBitsToDouble(ordered(max)));
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(Double.longBitsToDouble(ordered(min)));
    statistics.updateStats(Double.longBitsToDouble(ordered(max)));
  }
}
