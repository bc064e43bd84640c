package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * Milliseconds that tasks waited for their files to close, verification included. Spark creates it
 * by name.
 */
public final class ClosingTimeMetric implements CustomMetric {

  @Override
  public String name() {
    return WriteMetrics.CLOSING_TIME;
  }

  @Override
  public String description() {
    return "time closing and verifying files, of the slowest task";
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Arrays.stream(taskMetrics).max().orElse(0) + " ms";
  }
}
