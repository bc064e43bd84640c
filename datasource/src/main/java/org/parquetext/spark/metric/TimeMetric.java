package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.Utils;

/**
 * Nanoseconds that are added up, and how they are spread over the tasks: what Spark's {@code
 * MetricUtils} says of times, but in one line, since its interface takes texts of two lines apart
 * by the rules of its own metrics.
 */
public final class TimeMetric extends AggregatedMetric {

  /** Called by Spark. */
  public TimeMetric() {
    this("", "");
  }

  TimeMetric(String name, String description) {
    super(name, description);
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    String total = text(Arrays.stream(taskMetrics).sum());
    if (taskMetrics.length <= 1) {
      return total;
    }
    long[] sorted = taskMetrics.clone();
    Arrays.sort(sorted);
    return "%s (min %s, med %s, max %s)"
        .formatted(
            total,
            text(sorted[0]),
            text(sorted[sorted.length / 2]),
            text(sorted[sorted.length - 1]));
  }

  private static String text(long nanos) {
    return Utils.msDurationToString(TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
