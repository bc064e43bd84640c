package org.parquetext.spark.plan;

import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.UnknownPartitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Fewer tasks, without a shuffle, of a query that gives batches. Spark's own node gives rows. */
public final class BatchCoalesceExec extends BatchNode {

  private static final long serialVersionUID = 1L;

  private final Integer tasks;

  /**
   * Fewer tasks of a query.
   *
   * @param tasks at most
   */
  public BatchCoalesceExec(SparkPlan child, Integer tasks) {
    super(child, tasks);
    this.tasks = tasks;
  }

  @Override
  SparkPlan above(SparkPlan query) {
    return new BatchCoalesceExec(query, tasks);
  }

  @Override
  String shown() {
    return tasks.toString();
  }

  @Override
  public Partitioning outputPartitioning() {
    return new UnknownPartitioning(tasks);
  }

  /** None: partitions come one after the other. */
  @Override
  public Seq<SortOrder> outputOrdering() {
    return CollectionConverters.asScala(List.<SortOrder>of()).toSeq();
  }

  @Override
  public RDD<ColumnarBatch> doExecuteColumnar() {
    return child().executeColumnar().coalesce(tasks, false, Option.empty(), null);
  }
}
