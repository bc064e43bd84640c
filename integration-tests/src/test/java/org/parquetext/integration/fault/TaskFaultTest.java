package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fault.Blow.Failure;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.Fault.Trait;

/** Tasks fail at each step of a write. */
class TaskFaultTest extends FaultTest {
  private static final List<Step> STEPS =
      List.of(
          Step.FIRST_ROW,
          Step.LATER_ROW,
          Step.CREATE,
          Step.FIRST_WRITE,
          Step.LATER_WRITE,
          Step.ROLL,
          Step.CLOSE,
          Step.TASK_COMMIT,
          Step.TASK_COMMIT_HALFWAY);

  static Stream<Arguments> successes() {
    return stepsAndShapes(0);
  }

  static Stream<Arguments> failures() {
    return stepsAndShapes(5);
  }

  /** Each step with each mode, layout and committer, or with one that differs from step to step. */
  private static Stream<Arguments> stepsAndShapes(int first) {
    List<Arguments> cases = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      List<WriteShape> shapes = shapes(STEPS.get(i));
      for (int j = 0; j < Effort.of(1, shapes.size()); j++) {
        cases.add(Arguments.of(STEPS.get(i), shapes.get((first + i * 3 + j) % shapes.size())));
      }
    }
    return cases.stream();
  }

  private static List<WriteShape> shapes(Step step) {
    List<WriteShape> shapes = new ArrayList<>();
    for (SaveMode mode : List.of(SaveMode.Append, SaveMode.Overwrite)) {
      for (Layout layout : Layout.values()) {
        for (int committer = 1; committer <= 2; committer++) {
          WriteShape shape = WriteShape.of(mode, layout, committer);
          shapes.add(
              switch (step) {
                case ROLL -> shape.rolled();
                case TASK_COMMIT_HALFWAY -> shape.on(Trait.RENAMES_BY_COPYING);
                default -> shape;
              });
        }
      }
    }
    return shapes;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("successes")
  void theJobSucceedsWhenAnAttemptOfEachTaskFails(Step step, WriteShape shape) {
    require(write(shape, new Strike(step, 1, Failure.IO_EXCEPTION)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("failures")
  void onlyTheOldRowsAreThereWhenEveryAttemptFails(Step step, WriteShape shape) {
    require(write(shape, new Strike(step, Strike.ALWAYS, Failure.IO_EXCEPTION)));
  }

  static Stream<Arguments> successesAmongBatches() {
    return Stream.of(
        Arguments.of(Step.LATER_ROW, WriteShape.of(SaveMode.Append, Layout.FLAT, 1)),
        Arguments.of(Step.LATER_WRITE, WriteShape.of(SaveMode.Overwrite, Layout.PARTITIONED, 1)),
        Arguments.of(Step.ROLL, WriteShape.of(SaveMode.Append, Layout.PARTITIONED, 2).rolled()));
  }

  static Stream<Arguments> failuresAmongBatches() {
    return successesAmongBatches().limit(Effort.of(1, 3));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("successesAmongBatches")
  void theJobSucceedsWhenAnAttemptOfEachTaskFailsAmongBatches(Step step, WriteShape shape) {
    requireOfBatches(write(shape.inBatches(), new Strike(step, 1, Failure.IO_EXCEPTION)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("failuresAmongBatches")
  void onlyTheOldRowsAreThereWhenEveryAttemptFailsAmongBatches(Step step, WriteShape shape) {
    Strike always = new Strike(step, Strike.ALWAYS, Failure.RUNTIME_EXCEPTION);
    requireOfBatches(write(shape.inBatches(), always));
  }

  /** The second algorithm makes the directory before it moves a file to it. */
  @Test
  void noEmptyPartitionStaysOfAttemptsThatDieWhileTheyCommit() {
    WriteShape shape = WriteShape.of(SaveMode.Append, Layout.PARTITIONED, 2).intoNothing();
    require(write(shape, new Strike(Step.TASK_COMMIT, Strike.ALWAYS, Failure.IO_EXCEPTION)));
  }

  private static void requireOfBatches(FaultyWrite write) {
    require(write);
    write.requireBatches();
  }

  private static void require(FaultyWrite write) {
    write.run();
    assertThat(write.wasStruck()).isTrue();
    write.requirePromise();
  }
}
