package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** Minimum and maximum of a page. */
public final class IntRange implements Int32Range {
  java.util.ArrayList<Object> v = new java.util.ArrayList<>();

  public IntRange(PrimitiveType t) {}

  public void clear() {
    v.clear();
  }

  public void update(int[] a, int from, int n) {
    for (int i = from; i < from + n; i++) {
      v.add(a[i]);
    }
  }

  public Statistics<?> toStatistics(PrimitiveType type, long nulls) {
    Statistics<?> s = Statistics.createStats(type);
    s.incrementNumNulls(nulls);
    for (Object o : v) {
      if (o instanceof Integer) {
        s.updateStats((int) (Integer) o);
      } else if (o instanceof Long) {
        s.updateStats((long) (Long) o);
      } else if (o instanceof Float) {
        s.updateStats((float) (Float) o);
      } else if (o instanceof Double) {
        s.updateStats((double) (Double) o);
      } else {
        s.updateStats((Binary) o);
      }
    }
    return s;
  }
}
