package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.Utils;

/** Nanoseconds that the driver reports. Spark may count tasks too, which have reported none. */
public final class DriverTimeMetric extends AggregatedMetric {

  /** Called by Spark. */
  public DriverTimeMetric() {
    this("", "");
  }

  DriverTimeMetric(String name, String description) {
    super(name, description);
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    long nanos = Arrays.stream(taskMetrics).max().orElse(0);
    return Utils.msDurationToString(TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
