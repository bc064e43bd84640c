package org.parquetext.spark.write;

import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The value of one metric at one moment. */
record MetricValue(String name, long value) implements CustomTaskMetric {}
