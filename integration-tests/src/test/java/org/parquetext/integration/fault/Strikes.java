package org.parquetext.integration.fault;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.parquetext.integration.fixture.FaultRule;
import org.parquetext.integration.fixture.FileCall;

/**
 * Strikes at the steps of one write, as often as told. The rows of the query take part by a
 * function of SQL: {@code strike(id)}, which gives the id back, or {@code spare(id)}, a condition
 * that is always true. Thread-safe.
 */
final class Strikes implements FaultRule {
  private static final int DRIVER = -1;

  /** Those of the write that runs: the function of SQL cannot hold them. */
  private static volatile Strikes current;

  private final StepsOfWrite steps;
  private final List<Strike> strikes;
  private final int laterRow;
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<Long, AtomicInteger> rows = new ConcurrentHashMap<>();

  /** The last attempt of each task: not all of its steps are taken on its own thread. */
  private final Map<Integer, TaskContext> attempts = new ConcurrentHashMap<>();

  private volatile boolean struck;

  /**
   * Strikes at the steps of a write.
   *
   * @param laterRow number of a task's row that is {@link Step#LATER_ROW}
   */
  Strikes(StepsOfWrite steps, List<Strike> strikes, int laterRow) {
    this.steps = steps;
    this.strikes = strikes;
    this.laterRow = laterRow;
  }

  /** Makes the rows of the session's queries take part, where they are when they are sorted. */
  void watchRows(SparkSession spark) {
    current = this;
    UDF1<Long, Long> function = Strikes::beforeRow;
    spark
        .udf()
        .register("strike", functions.udf(function, DataTypes.LongType).asNondeterministic());
    // Deterministic: batches are filtered by nothing else.
    UDF1<Long, Boolean> condition = id -> beforeRow(id) == id;
    spark.udf().register("spare", condition, DataTypes.BooleanType);
  }

  /** Whether any strike was due yet. */
  boolean hasStruck() {
    return struck;
  }

  private static long beforeRow(long id) throws IOException {
    current.row();
    return id;
  }

  private void row() throws IOException {
    TaskContext task = TaskContext.get();
    attempts.put(task.partitionId(), task);
    int row =
        rows.computeIfAbsent(task.taskAttemptId(), id -> new AtomicInteger()).getAndIncrement();
    if (row == 0) {
      take(Set.of(Step.FIRST_ROW), task.partitionId());
    } else if (row == laterRow) {
      take(Set.of(Step.LATER_ROW), task.partitionId());
    }
  }

  @Override
  public void before(FileCall call) throws IOException {
    Set<Step> taken = steps.at(call);
    if (!taken.isEmpty()) {
      boolean ofTask = taken.iterator().next().side() == Step.Side.TASK;
      take(taken, ofTask ? steps.task(call) : DRIVER);
    }
  }

  private void take(Set<Step> taken, int task) throws IOException {
    for (Strike strike : strikes) {
      if (taken.contains(strike.step()) && isDue(strike, task)) {
        struck = true;
        strike.blow().strike(attempts.get(task));
      }
    }
  }

  private boolean isDue(Strike strike, int task) {
    String key = strike.step() + " " + task;
    return counts.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet()
        <= strike.times();
  }
}
