package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** The range of INT64 values; UINT_64 is compared as unsigned. */
public final class LongRange extends ValueRange {

  private final long signBit;
  private final long microsPerUnit;
  private long min;
  private long max;

  /** An empty range of values of this INT64 type. */
  public LongRange(PrimitiveType type) {
    super(type);
    signBit = SignBit.ofLongs(type);
    microsPerUnit = microsPerUnit(type);
    clear();
  }

  /** 1 for what is no timestamp, 0 for units that microseconds do not hold. */
  private static long microsPerUnit(PrimitiveType type) {
    if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
      return switch (timestamp.getUnit()) {
        case MILLIS -> 1000;
        case MICROS -> 1;
        case NANOS -> 0;
      };
    }
    return 1;
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
  LongBounds presentBounds(int maxBytes) {
    boolean fits = signBit == 0 && microsPerUnit != 0;
    return fits
        ? new LongBounds(
            Math.multiplyExact(min, microsPerUnit), Math.multiplyExact(max, microsPerUnit))
        : null;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(min ^ signBit);
    statistics.updateStats(max ^ signBit);
  }
}
