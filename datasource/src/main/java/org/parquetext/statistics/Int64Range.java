package org.parquetext.statistics;

/** Minimum and maximum of a page. */
public interface Int64Range {
  void clear();

  void update(long[] v, int from, int count);

  org.apache.parquet.column.statistics.Statistics<?> toStatistics(
      org.apache.parquet.schema.PrimitiveType t, long nulls);
}
