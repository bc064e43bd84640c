package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job is cancelled while its task writes. */
class KilledTaskTest extends FailureTest {
  private static final String GROUP = "job to be killed";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LAST_ROW = 150_000;

  private static volatile CountDownLatch reached;

  @BeforeEach
  void registerAFunctionThatBlocks() {
    reached = new CountDownLatch(1);
    spark()
        .udf()
        .register(
            "blockAt", (UDF1<Long, Long>) KilledTaskTest::blockAtTheLastRow, DataTypes.LongType);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsLeft(boolean interrupted) throws Exception {
    CompletableFuture<Void> write = start(() -> save(rows()), interrupted);
    kill();
    assertThatThrownBy(() -> write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("cancelled");
    requireNoFiles();
  }

  @Test
  void theTableThatWasToBeOverwrittenStays() throws Exception {
    List<String> before = writeOldTable();
    CompletableFuture<Void> write = start(() -> overwrite(rows()), true);
    kill();
    assertThatThrownBy(() -> write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    requireOldTable(before);
  }

  private CompletableFuture<Void> start(Runnable write, boolean interrupted) {
    return CompletableFuture.runAsync(
        () -> {
          spark().sparkContext().setJobGroup(GROUP, "a write", interrupted);
          try {
            write.run();
          } finally {
            spark().sparkContext().clearJobGroup();
          }
        });
  }

  private void kill() throws InterruptedException {
    assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    spark().sparkContext().cancelJobGroup(GROUP);
  }

  /** Blocks until the task is told to end; then goes on, as a long computation would. */
  private static long blockAtTheLastRow(long row) {
    if (row == LAST_ROW) {
      reached.countDown();
      TaskContext task = TaskContext.get();
      while (!task.isInterrupted() && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
    return row;
  }

  private Dataset<Row> rows() {
    return table(
        1_000_000, "blockAt(id) AS id", "concat('text ', id % 1000) AS text", "rand(1) AS number");
  }
}
