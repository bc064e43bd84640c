package org.parquetext.integration.cluster;

import static org.apache.spark.sql.SaveMode.Append;
import static org.apache.spark.sql.SaveMode.Overwrite;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.cluster.job.GatedFileSystem;
import org.parquetext.integration.cluster.job.GatedFileSystem.Operation;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * A driver is killed without a warning, and the same write is done again by another one. Whenever
 * it dies, an overwrite that is done again leaves exactly its rows and no file of the dead one.
 * Until then nothing is lost: the old rows are all there as long as one of the new is missing.
 */
class DriverDeathTest extends ClusterTest {
  private static final String ONE_EXECUTOR = "spark.cores.max=1";

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
  void ofAnAppendThatDiedInsideItsCommitAndIsDoneAgainSomeRowsAreThereTwice() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Append);
    dieBefore(Operation.PUBLISH, 2, write);
    requireRowsOfTasks(old, write, 1);
    appendAgain(old, write, 1);
  }

  @Test
  void withTheSecondAlgorithmAllRowsAreVisibleInsideTheJobCommit() throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Append).with(SECOND_ALGORITHM);
    dieBefore(Operation.CLEAN_UP, 1, write);
    requireRows(old, write);
    appendAgain(old, write, write.tasks());
  }

  @Test
  @FullEffort
  void withTheSecondAlgorithmRowsOfCommittedTasksAreThereTwiceWhenAnAppendIsDoneAgain()
      throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Append).with(SECOND_ALGORITHM);
    dieInLastTask(write);
    int committed = write.tasks() - 1;
    requireRowsOfTasks(old, write, committed);
    appendAgain(old, write, committed);
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

  @ParameterizedTest
  @FullEffort
  @ValueSource(ints = {1, 2})
  void insideTheDeletionSomeOldRowsAreVisible(int algorithm) throws Exception {
    TableWrite old = runHere(oldRows());
    TableWrite write = newRows(Overwrite).with(algorithm(algorithm));
    dieBefore(Operation.DELETE, 3, write);
    assertThat(rowsOf(write)).as("new rows").isEqualTo(write.rows());
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows() / old.tasks());
    runAgain(write);
  }

  /** It writes to two of three partitions. */
  @ParameterizedTest
  @FullEffort
  @ValueSource(ints = {1, 2})
  void aDynamicOverwriteThatDidNotDeleteMayBeDoneAgain(int algorithm) throws Exception {
    TableWrite old = runHere(oldRows().partitioned());
    TableWrite write =
        newRows(Overwrite)
            .withRows(2, 1)
            .partitioned()
            .with(algorithm(algorithm))
            .with(Map.of("partitionOverwriteMode", "dynamic"));
    dieBefore(Operation.DELETE, 1, write);
    requireRows(old, write);
    runHere(write);
    assertThat(rowsOf(write)).as("new rows").isEqualTo(write.rows());
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows() / 3);
    assertThat(names())
        .as("files")
        .filteredOn(name -> name.endsWith(".parquet"))
        .hasSize(2 + old.tasks());
  }

  private static Map<String, String> algorithm(int algorithm) {
    return Map.of("mapreduce.fileoutputcommitter.algorithm.version", Integer.toString(algorithm));
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

  /**
   * Appends the same again: the rows of so many tasks are there twice, until what has the UUID of
   * the dead write is deleted.
   */
  private void appendAgain(TableWrite old, TableWrite write, int tasks) throws Exception {
    assertThat(writes()).as("writes").hasSize(2);
    // Younger ones sort behind older ones.
    String dead = Collections.max(writes());
    runHere(write);
    requireTwice(write.rows() / write.tasks() * tasks, write);
    assertThat(temporaryFiles()).isEmpty();
    new TableDirectory(table()).deleteFilesOf(dead);
    requireRows(old, write);
  }

  private void runAgain(TableWrite write) {
    runHere(write);
    requireRows(write);
    requireOnlyFilesOf(write);
  }
}
