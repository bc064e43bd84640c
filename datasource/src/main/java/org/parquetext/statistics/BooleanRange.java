package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** Minimum and maximum of a page. */
public final class BooleanRange {
  private boolean anyTrue;
  private boolean anyFalse;

  public void clear() {
    anyTrue = false;
    anyFalse = false;
  }

  public void update(long[] words, int count) {
    for (int i = 0; i < count; i++) {
      boolean set = (words[i >> 6] >>> (i & 63) & 1) != 0;
      anyTrue |= set;
      anyFalse |= !set;
    }
  }

  public Statistics<?> toStatistics(PrimitiveType type, long nulls) {
    Statistics<?> s = Statistics.createStats(type);
    s.incrementNumNulls(nulls);
    if (anyTrue) {
      s.updateStats(true);
    }
    if (anyFalse) {
      s.updateStats(false);
    }
    return s;
  }
}
