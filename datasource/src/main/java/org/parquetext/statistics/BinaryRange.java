package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** Minimum and maximum of a page. */
public final class BinaryRange {
  java.util.ArrayList<Binary> v = new java.util.ArrayList<>();

  public void clear() {
    v.clear();
  }

  public void update(byte[] d, int[] o, int from, int n) {
    for (int i = from; i < from + n; i++) {
      v.add(Binary.fromConstantByteArray(java.util.Arrays.copyOfRange(d, o[i], o[i + 1])));
    }
  }

  public Statistics<?> toStatistics(PrimitiveType type, long nulls) {
    Statistics<?> s = Statistics.createStats(type);
    s.incrementNumNulls(nulls);
    for (Binary b : v) {
      s.updateStats(b);
    }
    return s;
  }
}
