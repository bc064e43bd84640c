package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The value of one metric at one moment. */
public record MetricValue(String name, long value) implements CustomTaskMetric {}
