package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Rows that all tasks wrote in batches. Spark creates it by name. */
public final class RowsInBatchesMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.ROWS_IN_BATCHES;
  }

  @Override
  public String description() {
    return "number of rows written in batches";
  }
}
