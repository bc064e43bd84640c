package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.util.Utils;

/** The most bytes that an executor held for its writes. Spark creates it by name. */
public final class PeakBufferedBytesMetric implements CustomMetric {

  @Override
  public String name() {
    return WriteMetrics.PEAK_BUFFERED_BYTES;
  }

  @Override
  public String description() {
    return "peak buffered bytes of an executor";
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Utils.bytesToString(Arrays.stream(taskMetrics).max().orElse(0));
  }
}
