package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.TaskCompletionListener;
import org.junit.jupiter.api.Test;

/** A task that is killed between its commit and its end: the driver hears of the kill only. */
class KilledTaskTest extends DeltaTest {

  private static final long PATIENCE_SECONDS = 30;

  private static volatile CountDownLatch committed;
  private static volatile boolean killed;

  @Test
  void filesOfATaskThatIsKilledWhenItHasCommittedAreNotLeft() {
    append(rows(0, 10));
    committed = new CountDownLatch(1);
    killed = false;
    spark.udf().register("killed", (UDF1<Long, Long>) KilledTaskTest::killed, DataTypes.LongType);
    assertThatThrownBy(() -> append(rows(10, 20).selectExpr("killed(id) as id", "text", "part")))
        .hasStackTraceContaining("the other task has committed");
    assertThat(killed).as("the task is killed when it has committed").isTrue();
    assertThat(version()).isZero();
    assertNoOrphans();
  }

  /**
   * The first task ends only when it is killed, as the second one fails when that has committed.
   */
  private static Long killed(Long id) throws InterruptedException {
    TaskContext task = TaskContext.get();
    if (id == 10) {
      task.addTaskCompletionListener((TaskCompletionListener) KilledTaskTest::awaitKill);
    } else if (id == 19) {
      assertThat(committed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      throw new IllegalStateException("the other task has committed");
    }
    return id;
  }

  private static void awaitKill(TaskContext task) {
    committed.countDown();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!task.isInterrupted() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    killed = task.isInterrupted();
  }
}
