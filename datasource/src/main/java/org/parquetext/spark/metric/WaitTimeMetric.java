package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;

/** Milliseconds that tasks waited for encoder threads or memory. Spark creates it by name. */
public final class WaitTimeMetric implements CustomMetric {

  @Override
  public String name() {
    return WriteMetrics.WAIT_TIME;
  }

  @Override
  public String description() {
    return "time waiting for encoders or memory, of the slowest task";
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Arrays.stream(taskMetrics).max().orElse(0) + " ms";
  }
}
