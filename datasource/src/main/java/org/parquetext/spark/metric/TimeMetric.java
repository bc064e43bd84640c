package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.Utils;

/**
 * Nanoseconds that are added up, and how they are spread over the tasks: shown as Spark's {@code
 * MetricUtils} shows times, but for the numbers of stage and task.
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
    return "total (min, med, max)\n%s (%s, %s, %s)"
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
