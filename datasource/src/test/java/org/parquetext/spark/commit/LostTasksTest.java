package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.TaskState;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.LocalSpark;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Which attempts count as ended without taking their files away, by what Spark says of them. */
@ExtendWith(LocalSpark.class)
class LostTasksTest {

  private static final String WRITING = "ResultTask";

  private SparkContext context;
  private RunningTasks tasks;
  private int stage;

  @BeforeEach
  void runAJob(SparkSession spark) {
    context = spark.sparkContext();
    context.setLocalProperty(RunningTasks.EXECUTION_ID, "987654323");
    tasks = RunningTasks.watch(context);
    stage =
        JavaSparkContext.fromSparkContext(context)
            .parallelize(List.of(1), 1)
            .map(number -> TaskContext.get().stageId())
            .collect()
            .get(0);
    tasks.awaitEnd();
    assertThat(tasks.wereLost()).isFalse();
  }

  @AfterEach
  void stopWatching() {
    tasks.stopWatching();
    context.setLocalProperty(RunningTasks.EXECUTION_ID, null);
  }

  @Test
  void oneThatWasKilledWithBytesWritten() {
    assertThat(isLost(WRITING, killed("Stage cancelled"), written(1))).isTrue();
  }

  @Test
  void oneThatFailedWithBytesWritten() {
    assertThat(isLost(WRITING, failed(), written(1))).isTrue();
  }

  @Test
  void oneWhoseResultWasDroppedAsTheJobHadTooMany() {
    String reason = "Tasks result size has exceeded maxResultSize";
    assertThat(isLost(WRITING, killed(reason), null)).isTrue();
  }

  @Test
  void notOneThatHasAborted() {
    assertThat(isLost(WRITING, killed("Stage cancelled"), written(0))).isFalse();
    assertThat(isLost(WRITING, failed(), written(0))).isFalse();
  }

  @Test
  void notOneThatWasKilledBeforeItRan() {
    assertThat(isLost(WRITING, killed("Stage cancelled"), null)).isFalse();
  }

  @Test
  void notOneThatOnlyReadsForTheWrite() {
    assertThat(isLost("ShuffleMapTask", killed("Stage cancelled"), written(1))).isFalse();
  }

  @Test
  void notOneThatHasSucceeded() {
    TaskInfo info = info();
    info.markFinished(TaskState.FINISHED(), 1);
    assertThat(isLost(WRITING, Success$.MODULE$, info, written(1))).isFalse();
  }

  private boolean isLost(String type, TaskEndReason reason, TaskMetrics metrics) {
    return isLost(type, reason, info(), metrics);
  }

  private boolean isLost(String type, TaskEndReason reason, TaskInfo info, TaskMetrics metrics) {
    tasks.onTaskEnd(new SparkListenerTaskEnd(stage, 0, type, reason, info, null, metrics));
    return tasks.wereLost();
  }

  private static TaskInfo info() {
    return new TaskInfo(1, 0, 0, 0, 0, "executor", "host", TaskLocality.ANY(), false);
  }

  private static TaskKilled killed(String reason) {
    return new TaskKilled(reason, nothing(), nothing(), nothing());
  }

  private static ExceptionFailure failed() {
    return new ExceptionFailure(new IllegalStateException("after its commit"), nothing());
  }

  private static TaskMetrics written(long bytes) {
    TaskMetrics metrics = new TaskMetrics();
    metrics.outputMetrics().setBytesWritten(bytes);
    return metrics;
  }

  private static <T> Seq<T> nothing() {
    return CollectionConverters.asScala(List.<T>of()).toList();
  }
}
