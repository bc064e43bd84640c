package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.LocalSpark;

/** What is known of the tasks of a job, whose events listeners hear later than it happens. */
@ExtendWith(LocalSpark.class)
class RunningTasksTest {

  private static final long PATIENCE_SECONDS = 30;

  private SparkContext context;
  private HeldEvents held;
  private RunningTasks tasks;

  @BeforeEach
  void begin(SparkSession spark) {
    context = spark.sparkContext();
    context.setLocalProperty(RunningTasks.EXECUTION_ID, "987654321");
  }

  @AfterEach
  void end() {
    held.release();
    tasks.stopWatching();
    context.removeSparkListener(held);
    context.setLocalProperty(RunningTasks.EXECUTION_ID, null);
  }

  /** Those who watch hear nothing from the first such event on, until it is released. */
  private void runHolding(Class<? extends SparkListenerEvent> event) {
    held = new HeldEvents(event);
    context.addSparkListener(held);
    tasks = RunningTasks.watch(context);
    long rows = JavaSparkContext.fromSparkContext(context).parallelize(List.of(1, 2), 2).count();
    assertThat(rows).isEqualTo(2);
  }

  private void release() {
    held.release();
    tasks.awaitEnd();
  }

  @Test
  void aJobOfWhichNothingWasHeardHasNotEnded() {
    runHolding(SparkListenerJobStart.class);
    assertThat(tasks.haveEnded()).isFalse();
    release();
    assertThat(tasks.haveEnded()).isTrue();
    assertThat(tasks.succeeded()).isEqualTo(2);
  }

  @Test
  void aJobOfWhoseTasksTheEndWasNotHeardHasNotEnded() throws Exception {
    runHolding(SparkListenerTaskEnd.class);
    assertThat(held.reached().await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(tasks.haveEnded()).isFalse();
    release();
    assertThat(tasks.haveEnded()).isTrue();
    assertThat(tasks.wereLost()).isFalse();
  }
}
