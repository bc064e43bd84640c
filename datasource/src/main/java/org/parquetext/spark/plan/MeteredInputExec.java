package org.parquetext.spark.plan;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.parquetext.spark.metric.WriteAccumulators;
import org.parquetext.spark.write.PlanMetrics;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Shows the metrics of the writers above it, where a command of Spark's has its own and no others
 * ({@code BasicWriteJobStatsTracker}). Stands in the stage that writes, and hands its input on as
 * it is.
 */
public final class MeteredInputExec extends UnaryNode {

  private static final long serialVersionUID = 1L;

  private final WriteAccumulators metrics;

  /**
   * A node with metrics.
   *
   * @param metrics those of its copies too: Spark may show one of them and run another
   */
  public MeteredInputExec(SparkPlan child, WriteAccumulators metrics) {
    super(child, metrics);
    this.metrics = metrics;
  }

  /** A node with metrics of its own. */
  static MeteredInputExec over(SparkPlan input) {
    return new MeteredInputExec(input, WriteAccumulators.register(input.sparkContext()));
  }

  @Override
  SparkPlan above(SparkPlan query) {
    return new MeteredInputExec(query, metrics);
  }

  @Override
  String shown() {
    return "metrics of the writers";
  }

  @Override
  public scala.collection.immutable.Map<String, SQLMetric> metrics() {
    return metrics.metrics();
  }

  @Override
  public RDD<InternalRow> doExecute() {
    return child()
        .execute()
        .mapPartitions(new Offer(metrics), true, ClassTag$.MODULE$.apply(InternalRow.class));
  }

  /** Offers the metrics to the writers of a task, before it makes the first of them. */
  private static final class Offer
      extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    private final WriteAccumulators metrics;

    Offer(WriteAccumulators metrics) {
      this.metrics = metrics;
    }

    @Override
    public Iterator<InternalRow> apply(Iterator<InternalRow> input) {
      PlanMetrics.offer(TaskContext.get(), metrics);
      return input;
    }
  }
}
