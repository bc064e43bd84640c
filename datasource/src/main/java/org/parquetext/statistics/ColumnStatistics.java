package org.parquetext.statistics;

import java.util.Optional;

/** What is known of one column of one file that a {@link StatisticsRequest} asks for. Immutable. */
public final class ColumnStatistics {

  private final int column;
  private final long nulls;
  private final ColumnBounds bounds;

  /**
   * What is known of a column.
   *
   * @param column its number in the request
   * @param nulls rows in which it, or a struct around it, is null
   * @param bounds null where there are none
   */
  public ColumnStatistics(int column, long nulls, ColumnBounds bounds) {
    this.column = column;
    this.nulls = nulls;
    this.bounds = bounds;
  }

  /** The number of the column in the request. */
  public int column() {
    return column;
  }

  /** Rows in which the column, or a struct around it, is null. */
  public long nulls() {
    return nulls;
  }

  /** Bounds of the values; empty if all are null, or none were asked for, can or may be told. */
  public Optional<ColumnBounds> bounds() {
    return Optional.ofNullable(bounds == UnknownBounds.INSTANCE ? null : bounds);
  }

  /** These and those of more rows of the same column. */
  public ColumnStatistics union(ColumnStatistics other) {
    return new ColumnStatistics(column, nulls + other.nulls, union(bounds, other.bounds));
  }

  /** Null stands for no values. */
  private static ColumnBounds union(ColumnBounds some, ColumnBounds others) {
    if (some == null || others == null) {
      return some == null ? others : some;
    }
    return others == UnknownBounds.INSTANCE ? others : some.union(others);
  }

  /** Without what tells of values. */
  public ColumnStatistics counts() {
    return bounds == null ? this : new ColumnStatistics(column, nulls, null);
  }
}
