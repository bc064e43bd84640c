package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The range of FLOAT values in the order of {@link Float#compare}: -0.0 before 0.0, every NaN equal
 * and after infinity.
 */
public final class FloatRange extends ValueRange {

  private static final int LOWEST_NUMBER = ordered(Float.floatToIntBits(Float.NEGATIVE_INFINITY));

  /** Both as {@link #ordered}. */
  private int min;

  private int max;

  /** An empty range of values of this FLOAT type. */
  public FloatRange(PrimitiveType type) {
    super(type);
    clear();
  }

  /** Takes in {@code count} values, given by their raw bits, from {@code bits[from]} on. */
  public void update(int[] bits, int from, int count) {
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      int value = ordered(bits[i]);
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
  private void updateWithNegativeNans(int[] bits, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int value = ordered(Float.floatToIntBits(Float.intBitsToFloat(bits[i])));
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  /** Maps the bits of floats to ints of the same order; its own inverse. */
  private static int ordered(int bits) {
    return bits ^ bits >> 31 >>> 1;
  }

  @Override
  public void clear() {
    min = Integer.MAX_VALUE;
    max = Integer.MIN_VALUE;
  }

  @Override
  public boolean isEmpty() {
    return min > max;
  }

  @Override
  DoubleBounds presentBounds(int maxBytes) {
    return new DoubleBounds(Float.intBitsToFloat(ordered(min)), Float.intBitsToFloat(ordered(max)));
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(Float.intBitsToFloat(ordered(min)));
    statistics.updateStats(Float.intBitsToFloat(ordered(max)));
  }
}
