package org.parquetext.integration.cluster;

import static org.apache.spark.sql.SaveMode.Append;
import static org.apache.spark.sql.SaveMode.Overwrite;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.cluster.job.GatedFileSystem;
import org.parquetext.integration.cluster.job.GatedFileSystem.Operation;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.FullEffort;

/**
 * A driver is killed without a warning, and the same write is done again by another one. Whenever
 * it dies, an overwrite that is done again leaves exactly its rows and no file of the dead one.
 * Until then nothing is lost: the old rows are all there as long as one of the new is missing.
 */
class DriverDeathTest extends ClusterTest {
  private static final String ONE_EXECUTOR = "spark.cores.max=1";

  private static final Map<String, String> SECOND_ALGORITHM =
      Map.of("mapreduce.fileoutputcommitter.algorithm.version", "2");

  @Test
  void beforeTheJobCommitsNothingIsVisible() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite);
    dieInLastTask(write);
    requireRows(old);
    assertThat(temporaryFiles()).as("what the dead job leaves").hasSize(write.tasks());
    runAgain(write);
  }

  /** What its tasks had committed is not taken for a part of the second job. */
  @Test
  @FullEffort
  void anAppendThatDidNotCommitMayBeDoneAgain() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Append);
    dieInLastTask(write);
    requireRows(old);
    runHere(write);
    requireRows(old, write);
    assertThat(temporaryFiles()).isEmpty();
  }

  /** Its tasks move their files to the table by themselves. */
  @Test
  void withTheSecondAlgorithmCommittedTasksAreVisibleBeforeTheJobCommits() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite).with(SECOND_ALGORITHM);
    dieInLastTask(write);
    requireRowsOfTasks(old, write, write.tasks() - 1);
    runAgain(write);
  }

  @Test
  void insideTheJobCommitSomeFilesAreVisible() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite);
    dieBefore(Operation.PUBLISH, 2, write);
    requireRowsOfTasks(old, write, 1);
    runAgain(write);
  }

  @Test
  @FullEffort
  void insideTheJobCommitSomePartitionsAreVisible() throws Exception {
    TableWrite old = runHere(oldRows().partitioned());
    TableWrite write = newRows(Overwrite).partitioned();
    dieBefore(Operation.PUBLISH, 2, write);
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows());
    assertThat(rowsOf(write)).as("new rows").isPositive().isLessThan(write.rows());
    runAgain(write);
  }

  @Test
  @FullEffort
  void atTheEndOfTheJobCommitOldAndNewRowsAreVisible() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite);
    dieBefore(Operation.CLEAN_UP, 1, write);
    requireRows(old, write);
    runAgain(write);
  }

  @Test
  void betweenCommitAndDeletionOldAndNewRowsAreVisible() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite);
    dieBefore(Operation.DELETE, 1, write);
    requireRows(old, write);
    runAgain(write);
  }

  @Test
  @FullEffort
  void withTheSecondAlgorithmTooOldAndNewRowsAreVisibleBeforeTheDeletion() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite).with(SECOND_ALGORITHM);
    dieBefore(Operation.DELETE, 1, write);
    requireRows(old, write);
    runAgain(write);
  }

  @Test
  @FullEffort
  void insideTheDeletionSomeOldRowsAreVisible() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite).with(SECOND_ALGORITHM);
    dieBefore(Operation.DELETE, 3, write);
    assertThat(rowsOf(write)).as("new rows").isEqualTo(write.rows());
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows() / old.tasks());
    runAgain(write);
  }

  /** Kills the driver when all tasks but the last have committed. */
  private void dieInLastTask(TableWrite write) throws Exception {
    int last = write.tasks() - 1;
    Application application = submit(HeldWrite.class, write, write.middleOf(last), ONE_EXECUTOR);
    application.awaitVisitor(gate());
    application.awaitFinishedTasks(last, write.tasks());
    application.killDriver();
  }

  /** Kills the driver in an operation of its job's commit. */
  private void dieBefore(Operation operation, int number, TableWrite write) throws Exception {
    Application application =
        submit(
            HeldWrite.class,
            write.with(GatedFileSystem.options(shared(), operation, number)),
            NO_ROW,
            ONE_EXECUTOR);
    Visitor held = application.awaitVisitor(gate());
    assertThat(application.isDriver(held)).as("the driver is held").isTrue();
    application.killDriver();
  }

  private void requireRowsOfTasks(TableWrite old, TableWrite write, int tasks) {
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows());
    assertThat(rowsOf(write)).as("new rows").isEqualTo(write.rows() / write.tasks() * tasks);
  }

  private void runAgain(TableWrite write) {
    runHere(write);
    requireRows(write);
    requireOnlyFilesOf(write);
  }
}
