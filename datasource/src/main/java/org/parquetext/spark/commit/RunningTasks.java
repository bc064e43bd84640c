package org.parquetext.spark.commit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.UnknownReason$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The tasks of one SQL execution that still run. When a job fails, Spark tells the driver before
 * the job's other tasks have stopped; what they still write would outlive the clean-up. So a failed
 * job is cleaned up when they have ended, or after a while in which they should have.
 */
final class RunningTasks extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);

  /** What says of a job which execution it is part of. */
  static final String EXECUTION_ID = "spark.sql.execution.id";

  private static final String RESULT = "ResultTask";

  /** In what Spark says of a task that has ended well, but whose result is one too many. */
  private static final String RESULTS_TOO_LARGE = "maxResultSize";

  private static final long PATIENCE_MILLIS = 10_000;

  /** A job's start reaches listeners later than the code that ran it. */
  private static final long START_PATIENCE_MILLIS = 1_000;

  private static final long POLL_MILLIS = 10;

  private final SparkContext spark;
  private final String executionId;
  private final Set<Object> stages = ConcurrentHashMap.newKeySet();
  private final Set<Integer> jobs = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> running = new ConcurrentHashMap<>();

  /** By the stage that makes a job's result. The query may have jobs of its own. */
  private final Map<Integer, LongAdder> succeeded = new ConcurrentHashMap<>();

  private volatile boolean started;
  private volatile boolean lost;

  private RunningTasks(SparkContext spark, String executionId) {
    this.spark = spark;
    this.executionId = executionId;
  }

  /** Watches the execution that the calling thread is in, until {@link #stopWatching}. */
  static RunningTasks watch(SparkContext spark) {
    RunningTasks tasks = new RunningTasks(spark, spark.getLocalProperty(EXECUTION_ID));
    spark.addSparkListener(tasks);
    return tasks;
  }

  void stopWatching() {
    spark.removeSparkListener(this);
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    if (executionId != null
        && job.properties() != null
        && executionId.equals(job.properties().getProperty(EXECUTION_ID))) {
      jobs.add(job.jobId());
      stages.addAll(CollectionConverters.asJava(job.stageIds()));
      started = true;
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd job) {
    jobs.remove(job.jobId());
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    if (stages.contains(task.stageId())) {
      running.put(task.taskInfo().taskId(), task.stageId());
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (stages.contains(task.stageId())) {
      count(task);
    }
    running.remove(task.taskInfo().taskId());
  }

  private void count(SparkListenerTaskEnd task) {
    boolean isWriting = task.taskType().equals(RESULT);
    if (isWriting && task.taskInfo().successful()) {
      succeeded.computeIfAbsent(task.stageId(), stage -> new LongAdder()).increment();
    } else if (mayHaveLeftFiles(task.reason()) || isWriting && mayHaveCommitted(task)) {
      lost = true;
    }
  }

  /**
   * Whether an attempt that ended badly may have committed before: it may fail after its writer's
   * commit, and Spark looks once more then whether it is killed. Spark takes the number of bytes
   * from a writer before it commits; an abort sets it to 0 when the files are gone. Without metrics
   * the attempt has never run, or the driver did not take its result.
   */
  private static boolean mayHaveCommitted(SparkListenerTaskEnd task) {
    return task.taskMetrics() == null
        ? task.reason() instanceof TaskKilled killed && killed.reason().contains(RESULTS_TOO_LARGE)
        : task.taskMetrics().outputMetrics().bytesWritten() > 0;
  }

  private static boolean mayHaveLeftFiles(TaskEndReason reason) {
    if (reason instanceof ExceptionFailure failure) {
      // One that could not travel may have been of this kind.
      return failure.exception().isEmpty()
          || FilesLeftException.isWithin(failure.exception().get());
    }
    return reason instanceof ExecutorLostFailure
        || reason instanceof TaskResultLost$
        || reason instanceof UnknownReason$;
  }

  /**
   * Whether an attempt of a task has ended without taking its files away, as far as that is known
   * by now: its executor died, or is said to have, or could not delete them, or it failed or was
   * killed when it had committed.
   */
  boolean wereLost() {
    return lost;
  }

  /** Whether the end of the job and of all its tasks has been heard of. */
  boolean haveEnded() {
    return started && jobs.isEmpty() && running.isEmpty();
  }

  /** How many tasks of a job have succeeded at most, whether the job took their results or not. */
  long succeeded() {
    return succeeded.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
  }

  /** Waits until no task runs any more, but not for ever. */
  void awaitEnd() {
    long begun = System.nanoTime();
    try {
      while (isBusy(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!running.isEmpty()) {
      LOG.warn(
          "{} tasks of a failed write still run; they may leave files that nobody reads",
          running.size());
    }
  }

  private boolean isBusy(long waitedMillis) {
    return started
        ? !(jobs.isEmpty() && running.isEmpty()) && waitedMillis < PATIENCE_MILLIS
        : waitedMillis < START_PATIENCE_MILLIS;
  }
}
