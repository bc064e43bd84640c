package org.parquetext.column;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.statistics.LongBounds;
import org.parquetext.statistics.RestoredBounds;
import org.parquetext.statistics.ValueRestoration;

/**
 * The range of INT96 values, by their microseconds. The type has no order in Parquet; parquet-java
 * still states a minimum and maximum when they are equal, so a page only needs to know whether its
 * values are.
 */
final class Int96Range {

  private final PrimitiveType type;

  /** Null if values in the file are what readers see. */
  private final RestoredBounds restored;

  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  /**
   * An empty range.
   *
   * @param restoration what readers make of the values, whose bounds are theirs; null for nothing
   */
  Int96Range(PrimitiveType type, ValueRestoration restoration) {
    this.type = type;
    this.restored = restoration == null ? null : new RestoredBounds(restoration);
  }

  /** Takes in {@code count} values from {@code micros[from]} on. */
  void update(long[] micros, int from, int count) {
    for (int i = from; i < from + count; i++) {
      least = Math.min(least, micros[i]);
      greatest = Math.max(greatest, micros[i]);
    }
    if (restored != null) {
      restored.update(micros, from, count, 1);
    }
  }

  /** Forgets all values. */
  void clear() {
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
    if (restored != null) {
      restored.clear();
    }
  }

  /** The earliest and the latest value in microseconds; null if there were none. */
  LongBounds bounds() {
    if (restored != null) {
      return restored.bounds();
    }
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
