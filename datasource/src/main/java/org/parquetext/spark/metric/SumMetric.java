package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.Locale;

/** Numbers that are added up, and shown as Spark shows them. */
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
    return String.format(Locale.US, "%,d", Arrays.stream(taskMetrics).sum());
  }
}
