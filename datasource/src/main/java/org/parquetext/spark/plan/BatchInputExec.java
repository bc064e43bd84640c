package org.parquetext.spark.plan;

import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The writer gets the batches of the query as they are, each in the disguise of a row ({@link
 * org.parquetext.spark.write.BatchRow}): Spark's commands ask their query for rows. Only the writer
 * can read these, so this stands nowhere but directly below a write.
 */
public final class BatchInputExec extends UnaryNode {

  private static final long serialVersionUID = 1L;

  private final BatchChoice choice;

  /** Null until asked for: copies of plans need none. */
  private transient scala.collection.immutable.Map<String, SQLMetric> metrics;

  /**
   * Batches of a query.
   *
   * @param choice what the writer gets of each
   */
  public BatchInputExec(SparkPlan child, BatchChoice choice) {
    super(child, choice);
    this.choice = choice;
  }

  @Override
  SparkPlan above(SparkPlan query) {
    return new BatchInputExec(query, choice);
  }

  @Override
  String shown() {
    return "batches of " + child().nodeName().trim() + ": " + choice;
  }

  @Override
  public Seq<Attribute> output() {
    return choice.output();
  }

  @Override
  public synchronized scala.collection.immutable.Map<String, SQLMetric> metrics() {
    if (metrics == null) {
      Map<String, SQLMetric> made =
          Map.of(
              DisguisedBatches.ROWS,
              SQLMetrics.createMetric(sparkContext(), "number of output rows"),
              DisguisedBatches.BATCHES,
              SQLMetrics.createMetric(sparkContext(), "number of input batches"));
      metrics = scala.collection.immutable.Map.from(CollectionConverters.asScala(made));
    }
    return metrics;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    DisguisedBatches rows =
        new DisguisedBatches(
            choice,
            metrics().apply(DisguisedBatches.ROWS),
            metrics().apply(DisguisedBatches.BATCHES));
    return child()
        .executeColumnar()
        .mapPartitions(rows, true, ClassTag$.MODULE$.apply(InternalRow.class));
  }
}
