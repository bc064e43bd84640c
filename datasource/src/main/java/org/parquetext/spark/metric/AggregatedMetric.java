package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * A metric of a write as Spark wants it. A subclass is one way to make one text of the values that
 * tasks, or the driver, have reported: for that Spark, also its history server, makes another
 * instance by the name of the class, which needs neither name nor description.
 */
abstract class AggregatedMetric implements CustomMetric {

  private final String name;
  private final String description;

  AggregatedMetric(String name, String description) {
    this.name = name;
    this.description = description;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }
}
