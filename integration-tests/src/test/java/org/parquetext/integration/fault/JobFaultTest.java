package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fault.Blow.Failure;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.Fault.Trait;

/** The driver's steps fail, which nobody repeats. */
class JobFaultTest extends FaultTest {

  @ParameterizedTest
  @CsvSource({
    "SET_UP, Append, FLAT, 1",
    "SET_UP, Append, PARTITIONED, 2",
    "JOB_LIST, Overwrite, PARTITIONED, 1",
    "JOB_COMMIT, Append, PARTITIONED, 1",
    "JOB_COMMIT, Overwrite, FLAT, 1",
    "LATER_JOB_COMMIT, Append, FLAT, 1",
    "LATER_JOB_COMMIT, Overwrite, PARTITIONED, 1",
    "JOB_CLEAN_UP, Overwrite, FLAT, 1",
    "JOB_CLEAN_UP, Append, PARTITIONED, 2",
    "MARK, Append, FLAT, 1",
    "MARK, Overwrite, PARTITIONED, 2",
    "LIST_OLD, Overwrite, FLAT, 1",
    "LIST_OLD, Overwrite, PARTITIONED, 2"
  })
  void onlyTheOldRowsAreThere(Step step, SaveMode mode, Layout layout, int committer) {
    require(WriteShape.of(mode, layout, committer), once(step));
  }

  @ParameterizedTest
  @CsvSource({"Append, FLAT", "Overwrite, PARTITIONED"})
  void onlyTheOldRowsAreThereWhenARenameOfTheJobsCommitEndsHalfway(SaveMode mode, Layout layout) {
    WriteShape shape = WriteShape.of(mode, layout, 1).on(Trait.RENAMES_BY_COPYING);
    require(shape, once(Step.JOB_COMMIT_HALFWAY));
  }

  @ParameterizedTest
  @CsvSource({
    "LIST_AGAIN, FLAT, 1",
    "DELETE_OLD, FLAT, 1",
    "DELETE_OLD, PARTITIONED, 1",
    "DELETE_OLD, FLAT, 2"
  })
  void anOverwriteThatCannotDeleteHasCommittedAndSaysWhatToDo(
      Step step, Layout layout, int committer) {
    WriteShape shape = WriteShape.of(SaveMode.Overwrite, layout, committer);
    FaultyWrite write = require(shape, once(step));
    assertThat(write.failure()).hasStackTraceContaining("overwrite again");
  }

  /** It has succeeded for Hadoop, but may hold rows twice. */
  @Test
  void aJobThatCannotLookForFilesOfFailedAttemptsTakesItsMarkOfSuccessBack() {
    require(
        WriteShape.of(SaveMode.Append, Layout.PARTITIONED, 2).intoNothing(), once(Step.LIST_AGAIN));
  }

  /** They go with another overwrite; one who appends deletes them by the UUID in their names. */
  @ParameterizedTest
  @CsvSource({"Overwrite, 1", "Append, 1", "Overwrite, 2", "Append, 2"})
  void filesThatACleanUpCannotDeleteStayVisible(SaveMode mode, int committer) {
    FaultyWrite write =
        write(
            WriteShape.of(mode, Layout.FLAT, committer),
            once(Step.MARK),
            new Strike(Step.DELETE_NEW, Strike.ALWAYS, Failure.IO_EXCEPTION));
    write.run();
    write.requirePromise();
    write.requireOldAndNewRows();
    write.requireRerun();
  }

  @Test
  void temporaryFilesThatACleanUpCannotDeleteAreGoneAfterAnotherWrite() {
    require(
        WriteShape.of(SaveMode.Append, Layout.FLAT, 1),
        new Strike(Step.JOB_CLEAN_UP, Strike.ALWAYS, Failure.RUNTIME_EXCEPTION));
  }

  private static Strike once(Step step) {
    return new Strike(step, 1, Failure.IO_EXCEPTION);
  }

  private FaultyWrite require(WriteShape shape, Strike... strikes) {
    FaultyWrite write = write(shape, strikes);
    write.run();
    assertThat(write.wasStruck()).isTrue();
    write.requirePromise();
    write.requireRerun();
    return write;
  }
}
