package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Row groups of all files. Spark creates it by name. */
public final class RowGroupsMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.ROW_GROUPS;
  }

  @Override
  public String description() {
    return "number of written row groups";
  }
}
