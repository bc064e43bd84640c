package org.parquetext.spark.metric;

import java.util.Arrays;

/** Numbers that are added up. */
public final class SumMetric extends AggregatedMetric {

  /** Called by Spark. */
  public SumMetric() {
    this("", "");
  }

  SumMetric(String name, String description) {
    super(name, description);
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Long.toString(Arrays.stream(taskMetrics).sum());
  }
}
