package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Files of all tasks. Spark creates it by name. */
public final class FilesMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.FILES;
  }

  @Override
  public String description() {
    return "number of written files";
  }
}
