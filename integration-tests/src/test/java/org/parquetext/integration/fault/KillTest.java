package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.Effort;

/** Jobs are cancelled and tasks killed at each step of a write. */
class KillTest extends FaultTest {
  private static final String GROUP = "write to be cancelled";
  private static final long PATIENCE_SECONDS = 30;

  private static final List<Step> STEPS =
      List.of(
          Step.FIRST_ROW,
          Step.LATER_ROW,
          Step.CREATE,
          Step.LATER_WRITE,
          Step.ROLL,
          Step.CLOSE,
          Step.TASK_COMMIT);

  private final Pause pause = new Pause();

  /** What a kill does to the thread of a task that does not look whether it is killed. */
  enum Manner {
    INTERRUPTING,
    WAITING
  }

  static Stream<Arguments> kills() {
    List<Arguments> cases = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      for (int j = 0; j < Effort.of(1, 8); j++) {
        int n = i * 5 + j;
        SaveMode mode = n % 2 == 0 ? SaveMode.Append : SaveMode.Overwrite;
        Layout layout = n / 2 % 2 == 0 ? Layout.FLAT : Layout.PARTITIONED;
        WriteShape shape = WriteShape.of(mode, layout, 1 + n / 4 % 2);
        Manner manner = Manner.values()[(i + j) % 2];
        cases.add(
            Arguments.of(STEPS.get(i), manner, STEPS.get(i) == Step.ROLL ? shape.rolled() : shape));
      }
    }
    return Stream.concat(cases.stream(), killsAmongBatches());
  }

  private static Stream<Arguments> killsAmongBatches() {
    WriteShape append = WriteShape.of(SaveMode.Append, Layout.FLAT, 1).inBatches();
    WriteShape overwrite = WriteShape.of(SaveMode.Overwrite, Layout.PARTITIONED, 2).inBatches();
    return Stream.of(
        Arguments.of(Step.LATER_ROW, Manner.WAITING, append),
        Arguments.of(Step.LATER_WRITE, Manner.INTERRUPTING, overwrite));
  }

  @AfterEach
  void letGo() {
    pause.release();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("kills")
  void onlyTheOldRowsAreThereWhenTheJobIsCancelled(Step step, Manner manner, WriteShape shape)
      throws Exception {
    FaultyWrite write = write(shape, paused(step));
    CompletableFuture<Void> running = start(write, manner);
    pause.awaitReached();
    spark().sparkContext().cancelJobGroup(GROUP);
    pause.release();
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(write.failure()).hasStackTraceContaining("cancelled");
    write.require(Outcome.OLD_ROWS);
    requireInput(shape, write);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("kills")
  void theJobSucceedsWhenATaskIsKilled(Step step, Manner manner, WriteShape shape)
      throws Exception {
    FaultyWrite write = write(shape, paused(step));
    CompletableFuture<Void> running = start(write, manner);
    pause.awaitReached();
    boolean isRunning =
        spark()
            .sparkContext()
            .killTaskAttempt(pause.task(), manner == Manner.INTERRUPTING, "by a test");
    assertThat(isRunning).as("the task can be killed").isTrue();
    pause.awaitKilled();
    pause.release();
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    write.requirePromise();
    requireInput(shape, write);
  }

  private static void requireInput(WriteShape shape, FaultyWrite write) {
    if (shape.isOfBatches()) {
      write.requireBatches();
    }
  }

  /** Nobody can cancel a job whose tasks have ended, but interrupt the thread that commits it. */
  @ParameterizedTest
  @CsvSource({"JOB_COMMIT, Append, FLAT", "LATER_JOB_COMMIT, Overwrite, PARTITIONED"})
  void onlyTheOldRowsAreThereWhenTheCommitOfTheJobIsInterrupted(
      Step step, SaveMode mode, Layout layout) throws Exception {
    FaultyWrite write = write(WriteShape.of(mode, layout, 1), paused(step));
    Thread thread = new Thread(write::run, "interrupted driver");
    thread.start();
    pause.awaitReached();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(thread.isAlive()).isFalse();
    assertThat(write.failure()).hasStackTraceContaining("interrupted");
    write.require(Outcome.OLD_ROWS);
  }

  /** A commit that goes on when the job is cancelled is a commit. */
  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void aJobThatIsCancelledDuringItsCommitSucceeds(SaveMode mode) throws Exception {
    FaultyWrite write = write(WriteShape.of(mode, Layout.FLAT, 1), paused(Step.JOB_COMMIT));
    CompletableFuture<Void> running = start(write, Manner.WAITING);
    pause.awaitReached();
    spark().sparkContext().cancelJobGroup(GROUP);
    pause.release();
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    write.require(Outcome.SUCCESS);
  }

  private Strike paused(Step step) {
    return new Strike(step, 1, pause);
  }

  private CompletableFuture<Void> start(FaultyWrite write, Manner manner) {
    return CompletableFuture.runAsync(
        () -> {
          spark().sparkContext().setJobGroup(GROUP, "a write", manner == Manner.INTERRUPTING);
          try {
            write.run();
          } finally {
            spark().sparkContext().clearJobGroup();
          }
        });
  }
}
