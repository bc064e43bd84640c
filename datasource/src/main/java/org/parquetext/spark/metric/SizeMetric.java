package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.util.Utils;

/** Bytes that are added up. */
public final class SizeMetric extends AggregatedMetric {

  /** Called by Spark. */
  public SizeMetric() {
    this("", "");
  }

  SizeMetric(String name, String description) {
    super(name, description);
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Utils.bytesToString(Arrays.stream(taskMetrics).sum());
  }
}
