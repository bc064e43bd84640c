package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * Column chunks that have PLAIN pages because a dictionary that was asked for outgrew its limit.
 * Spark creates it by name.
 */
public final class DictionariesOutgrownMetric extends CustomSumMetric {

  @Override
  public String name() {
    return WriteMetrics.DICTIONARIES_OUTGROWN;
  }

  @Override
  public String description() {
    return "number of column chunks that outgrew their dictionary";
  }
}
