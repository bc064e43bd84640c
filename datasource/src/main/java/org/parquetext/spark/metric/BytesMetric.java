package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.util.Utils;

/** Bytes of all files. Spark creates it by name. */
public final class BytesMetric implements CustomMetric {

  @Override
  public String name() {
    return WriteMetrics.BYTES;
  }

  @Override
  public String description() {
    return "written output";
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Utils.bytesToString(Arrays.stream(taskMetrics).sum());
  }
}
