package org.parquetext.spark.metric;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;

/** Milliseconds that the driver took to make the files visible. Spark creates it by name. */
public final class JobCommitTimeMetric implements CustomMetric {

  @Override
  public String name() {
    return WriteMetrics.JOB_COMMIT_TIME;
  }

  @Override
  public String description() {
    return "time committing the job";
  }

  @Override
  public String aggregateTaskMetrics(long[] taskMetrics) {
    return Arrays.stream(taskMetrics).max().orElse(0) + " ms";
  }
}
