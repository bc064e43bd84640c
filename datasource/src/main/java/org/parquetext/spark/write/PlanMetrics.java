package org.parquetext.spark.write;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.parquetext.spark.metric.WriteAccumulators;

/**
 * Where the plan of a write leaves its metrics for the writers of a task, which Spark makes without
 * telling them of the plan. Thread-safe. Internal.
 */
public final class PlanMetrics {

  private static final Map<TaskContext, WriteAccumulators> BY_TASK = new ConcurrentHashMap<>();

  private PlanMetrics() {}

  /** Leaves metrics for the writers of a task, until that ends. */
  public static void offer(TaskContext task, WriteAccumulators metrics) {
    if (BY_TASK.put(task, metrics) == null) {
      // In a barrier stage the listener is given another context than the writers are.
      task.addTaskCompletionListener((TaskCompletionListener) ended -> BY_TASK.remove(task));
    }
  }

  /** Those of a task; empty where its plan has none. */
  static Optional<WriteAccumulators> of(TaskContext task) {
    return Optional.ofNullable(BY_TASK.get(task));
  }
}
