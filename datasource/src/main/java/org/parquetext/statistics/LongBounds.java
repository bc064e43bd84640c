package org.parquetext.statistics;

/**
 * Bounds of whole numbers: integers, dates as days since 1970-01-01, decimals of INT32 and INT64
 * without their scale, timestamps as microseconds since 1970-01-01 in whichever unit, or as INT96,
 * the file has them.
 */
public record LongBounds(long min, long max) implements ColumnBounds {

  @Override
  public LongBounds union(ColumnBounds other) {
    LongBounds others = (LongBounds) other;
    return new LongBounds(Math.min(min, others.min), Math.max(max, others.max));
  }
}
