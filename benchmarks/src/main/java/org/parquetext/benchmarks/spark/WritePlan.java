package org.parquetext.benchmarks.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.datasources.v2.V2TableWriteExec;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.parquetext.spark.plan.BatchInputExec;
import scala.jdk.javaapi.CollectionConverters;

/** The physical plan of a write of parquet-ext that has run, with its metrics. */
final class WritePlan {

  private static final long PATIENCE_MILLIS = 60_000;
  private static final int SHOWN_FIELDS = 5;

  private final SparkPlan write;
  private final List<SparkPlan> rowMakers = new ArrayList<>();

  private WritePlan(SparkPlan write) {
    this.write = write;
    collectRowMakers(write);
  }

  /**
   * Runs a write and takes its plan.
   *
   * @throws IllegalStateException if it is not exactly one write of Spark's V2 API
   */
  static WritePlan of(SparkSession session, Runnable write) {
    Listener listener = new Listener();
    session.listenerManager().register(listener);
    try {
      write.run();
      // Listeners hear of a query some time after its end.
      session.sparkContext().listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Cannot find the plan of a write: Spark did not tell it", e);
    } finally {
      session.listenerManager().unregister(listener);
    }
    return new WritePlan(listener.only());
  }

  /** Whether the writer got the batches of its query; a few rows at their ends it takes singly. */
  boolean handsBatchesOn() {
    return makesRowsBy(BatchInputExec.class) && rowsInBatches() > singleRows();
  }

  /** Whether the query had batches, and the writer got rows that Spark made of them. */
  boolean makesRowsOfBatches() {
    return makesRowsBy(ColumnarToRowExec.class) && rowsInBatches() == 0;
  }

  long rowsInBatches() {
    return metric("numRowsInBatches");
  }

  long singleRows() {
    return metric("numSingleRows");
  }

  /** The node from which the writer got its rows, as plans show it. */
  String input() {
    return write.children().head().simpleString(SHOWN_FIELDS).strip();
  }

  private boolean makesRowsBy(Class<? extends SparkPlan> kind) {
    return !rowMakers.isEmpty() && rowMakers.stream().allMatch(kind::isInstance);
  }

  private long metric(String name) {
    return write.metrics().apply(name).value();
  }

  private void collectRowMakers(SparkPlan plan) {
    if (plan instanceof ColumnarToRowTransition || plan instanceof BatchInputExec) {
      rowMakers.add(plan);
    }
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      collectRowMakers(adaptive.executedPlan());
    }
    CollectionConverters.asJava(plan.children()).forEach(this::collectRowMakers);
  }

  /** Remembers the writes of a session. */
  private static final class Listener implements QueryExecutionListener {

    private final List<SparkPlan> writes = new ArrayList<>();

    @Override
    public synchronized void onSuccess(String function, QueryExecution execution, long nanos) {
      if (execution.executedPlan() instanceof V2TableWriteExec) {
        writes.add(execution.executedPlan());
      }
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception failure) {
      // The write throws it.
    }

    synchronized SparkPlan only() {
      if (writes.size() != 1) {
        throw new IllegalStateException(
            "Expected one write of Spark's V2 API but found " + writes.size());
      }
      return writes.get(0);
    }
  }
}
