package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.util.Utils;

/** Bytes of which the most of any task counts. */
public final class PeakMetric extends AggregatedMetric {

  /** Called by Spark. */
  public PeakMetric() {
    this("", "");
  }

  PeakMetric(String name, String description) {
    super(name, description);
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Utils.bytesToString(Arrays.stream(taskMetrics).max().orElse(0));
  }
}
