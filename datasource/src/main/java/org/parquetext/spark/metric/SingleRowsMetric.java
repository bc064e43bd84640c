package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Rows that all tasks wrote one by one. Spark creates it by name. */
public final class SingleRowsMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.SINGLE_ROWS;
  }

  @Override
  public String description() {
    return "number of rows written one by one";
  }
}
