package org.parquetext.spark.metric;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What tasks know of a write ({@link WriteMetric}), as accumulators that a node of a plan can have:
 * Spark asks the writers of its interface of file formats for no metrics. Made on the driver;
 * travels to the executors, where each task sets its own.
 */
public final class WriteAccumulators implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, SQLMetric> byName;

  private WriteAccumulators(LinkedHashMap<String, SQLMetric> byName) {
    this.byName = byName;
  }

  /** Registers them with an application, which forgets them when nobody has them any more. */
  public static WriteAccumulators register(SparkContext application) {
    LinkedHashMap<String, SQLMetric> byName = new LinkedHashMap<>();
    for (WriteMetric metric : WriteMetric.values()) {
      if (!metric.isOfDriver()) {
        byName.put(
            metric.definition().name(),
            SQLMetrics.createV2CustomMetric(application, metric.definition()));
      }
    }
    return new WriteAccumulators(byName);
  }

  /** What a node of a plan shows. */
  public scala.collection.immutable.Map<String, SQLMetric> metrics() {
    return scala.collection.immutable.Map.from(
        CollectionConverters.asScala((Map<String, SQLMetric>) byName));
  }

  /** Sets them to what a task has done so far; leaves out what is not among them. */
  public void set(CustomTaskMetric... values) {
    for (CustomTaskMetric value : values) {
      SQLMetric metric = byName.get(value.name());
      if (metric != null) {
        metric.set(value.value());
      }
    }
  }
}
