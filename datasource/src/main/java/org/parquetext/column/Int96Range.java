package org.parquetext.column;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.statistics.LongBounds;

/**
 * The range of INT96 values, by their microseconds. The type has no order in Parquet; parquet-java
 * still states a minimum and maximum when they are equal, so a page only needs to know whether its
 * values are.
 */
final class Int96Range {

  private final PrimitiveType type;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  Int96Range(PrimitiveType type) {
    this.type = type;
  }

  /** Takes in {@code count} values from {@code micros[from]} on. */
  void update(long[] micros, int from, int count) {
    for (int i = from; i < from + count; i++) {
      least = Math.min(least, micros[i]);
      greatest = Math.max(greatest, micros[i]);
    }
  }

  /** Forgets all values. */
  void clear() {
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  /** The earliest and the latest value in microseconds; null if there were none. */
  LongBounds bounds() {
    return least <= greatest ? new LongBounds(least, greatest) : null;
  }

  /** What parquet-java's column writer holds after these values and so many nulls. */
  Statistics<?> toStatistics(long nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (least <= greatest) {
      statistics.updateStats(Int96Values.binary(least));
      statistics.updateStats(Int96Values.binary(greatest));
    }
    return statistics;
  }
}
