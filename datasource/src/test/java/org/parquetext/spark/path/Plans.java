package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.datasources.v2.V2TableWriteExec;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.jdk.javaapi.CollectionConverters;

/** The physical plans of the writes of a session, from when it was made. */
final class Plans {

  private final SparkSession spark;
  private final List<SparkPlan> writes = new ArrayList<>();

  private Plans(SparkSession spark) {
    this.spark = spark;
  }

  static Plans of(SparkSession spark) {
    Plans plans = new Plans(spark);
    spark
        .listenerManager()
        .register(
            new QueryExecutionListener() {
              @Override
              public void onSuccess(String function, QueryExecution execution, long nanos) {
                plans.add(execution.executedPlan());
              }

              @Override
              public void onFailure(String function, QueryExecution execution, Exception e) {
                // The write throws it.
              }
            });
    return plans;
  }

  private synchronized void add(SparkPlan plan) {
    if (plan instanceof V2TableWriteExec) {
      writes.add(plan);
    }
  }

  /** Until what has run is known. */
  Plans await() {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty(60_000);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** The plan of the only write. */
  synchronized SparkPlan plan() {
    assertThat(writes).hasSize(1);
    return writes.get(0);
  }

  /** The operators of a kind in the plan of the only write, as it was run at last. */
  <T> List<T> all(Class<T> kind) {
    List<T> found = new ArrayList<>();
    collect(plan(), kind, found);
    return found;
  }

  private static <T> void collect(SparkPlan plan, Class<T> kind, List<T> found) {
    if (kind.isInstance(plan)) {
      found.add(kind.cast(plan));
    }
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      collect(adaptive.executedPlan(), kind, found);
    } else if (plan instanceof QueryStageExec stage) {
      collect(stage.plan(), kind, found);
    }
    CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, kind, found));
  }
}
