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

  /** Null if values in the file are what readers see. */
  private final RestoredBounds restored;

  /** An empty range of values of this INT64 type. */
  public LongRange(PrimitiveType type) {
    this(type, null);
  }

  /**
   * An empty range of values of this INT64 type.
   *
   * @param restoration what readers make of the values, whose bounds are theirs; null for nothing
   */
  public LongRange(PrimitiveType type, ValueRestoration restoration) {
    super(type);
    restored = restoration == null ? null : new RestoredBounds(restoration);
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
    if (restored != null) {
      restored.update(values, from, count, microsPerUnit);
    }
  }

  @Override
  public void clear() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
    if (restored != null) {
      restored.clear();
    }
  }

  @Override
  public boolean isEmpty() {
    return min > max;
  }

  @Override
  ColumnBounds presentBounds(int maxBytes) {
    if (restored != null) {
      return restored.bounds();
    }
    boolean fits =
        signBit == 0
            && microsPerUnit != 0
            && min >= Long.MIN_VALUE / microsPerUnit
            && max <= Long.MAX_VALUE / microsPerUnit;
    return fits ? new LongBounds(min * microsPerUnit, max * microsPerUnit) : UnknownBounds.INSTANCE;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(min ^ signBit);
    statistics.updateStats(max ^ signBit);
  }
}
