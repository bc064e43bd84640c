package org.parquetext.statistics;

/**
 * The smallest and the largest value that one column of one file has: real values of it, unlike the
 * bounds of a footer, which may be truncated, or missing where Parquet has no order for a type.
 */
public sealed interface ColumnBounds permits LongBounds, DoubleBounds, BytesBounds, UnknownBounds {

  /**
   * The bounds of the values of both.
   *
   * @throws ClassCastException if the other are of another kind
   */
  ColumnBounds union(ColumnBounds other);
}
