package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * Row groups that ended early because an executor's budget was reached. Spark creates it by name.
 */
public final class RowGroupsClosedByMemoryMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.ROW_GROUPS_CLOSED_BY_MEMORY;
  }

  @Override
  public String description() {
    return "number of row groups closed early by memory";
  }
}
