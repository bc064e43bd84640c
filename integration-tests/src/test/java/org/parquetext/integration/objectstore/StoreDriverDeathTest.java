package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.ForkedJvm;
import org.parquetext.integration.fixture.FullEffort;

/** The driver of a write that renames nothing is killed while it commits. */
class StoreDriverDeathTest extends ObjectStoreTest {
  private static final int HEAP_MEBIBYTES = 512;
  private static final long OLD_ROWS = 100;
  private static final List<Long> OLD = numbers(0, OLD_ROWS);
  private static final List<Long> NEW =
      numbers(StoreWrite.FIRST_ID, StoreWrite.FIRST_ID + StoreWrite.ROWS);
  private static final List<Long> OLD_AND_NEW = Stream.concat(OLD.stream(), NEW.stream()).toList();

  @TempDir private Path directory;

  @AfterEach
  void endTheFaults() {
    store().proxy().faults().clear();
    store().proxy().observe(request -> {});
  }

  @Test
  void beforeAnUploadIsCompletedTheOldRowsAreVisible() throws Exception {
    writeTheOldTable();
    killAfterCompletions(0);
    assertThat(ids()).isEqualTo(OLD);
    assertThat(store().pendingUploads()).hasSize(2);
    overwriteAgain();
  }

  @FullEffort
  @Test
  void betweenTwoUploadsOldRowsAndSomeNewOnesAreVisible() throws Exception {
    writeTheOldTable();
    killAfterCompletions(1);
    List<Long> half = NEW.subList(0, NEW.size() / 2);
    List<Long> otherHalf = NEW.subList(NEW.size() / 2, NEW.size());
    assertThat(ids())
        .isIn(
            Stream.concat(OLD.stream(), half.stream()).toList(),
            Stream.concat(OLD.stream(), otherHalf.stream()).toList());
    assertThat(store().pendingUploads()).hasSize(1);
    overwriteAgain();
  }

  @FullEffort
  @Test
  void anAppendThatHasNotCompletedAnUploadMayBeDoneAgain() throws Exception {
    writeTheOldTable();
    killAt(SaveMode.Append, S3Request.Kind.COMPLETE_UPLOAD, 0, request -> true);
    assertThat(ids()).isEqualTo(OLD);
    writeAgain(SaveMode.Append);
    assertThat(ids()).isEqualTo(OLD_AND_NEW);
  }

  @Test
  void ofAnAppendThatIsDoneAgainTheRowsThatHadAppearedAreThereTwice() throws Exception {
    writeTheOldTable();
    List<String> before = files();
    killAt(SaveMode.Append, S3Request.Kind.COMPLETE_UPLOAD, 1, request -> true);
    String dead = uuidOfFileBeside(before);
    List<Long> appeared = ids().stream().filter(id -> id >= OLD_ROWS).toList();
    assertThat(appeared).hasSize(NEW.size() / 2);
    writeAgain(SaveMode.Append);
    assertThat(ids())
        .containsExactlyElementsOf(
            Stream.of(OLD, NEW, appeared).flatMap(List::stream).sorted().toList());
    deleteFilesNamed(dead);
    assertThat(ids()).isEqualTo(OLD_AND_NEW);
  }

  @FullEffort
  @Test
  void anAppendMayBeDoneAgainWhenTheFilesThatHadAppearedAreDeleted() throws Exception {
    writeTheOldTable();
    List<String> before = files();
    killAt(SaveMode.Append, S3Request.Kind.COMPLETE_UPLOAD, 1, request -> true);
    deleteFilesNamed(uuidOfFileBeside(before));
    assertThat(ids()).isEqualTo(OLD);
    writeAgain(SaveMode.Append);
    assertThat(ids()).isEqualTo(OLD_AND_NEW);
  }

  /** The marker of success is written when all uploads are completed. */
  @FullEffort
  @Test
  void beforeTheOldFilesAreDeletedOldAndNewRowsAreVisible() throws Exception {
    writeTheOldTable();
    killAt(
        SaveMode.Overwrite,
        S3Request.Kind.DELETE,
        0,
        request ->
            request.kind() == S3Request.Kind.PUT && request.key().equals(tableKey() + "/_SUCCESS"));
    assertThat(ids()).isEqualTo(OLD_AND_NEW);
    assertThat(store().pendingUploads()).isEmpty();
    overwriteAgain();
  }

  private void writeTheOldTable() {
    writer(rows(0, OLD_ROWS, 1), SaveMode.Append).save(table());
  }

  /** The write's UUID in the name of the one file of the table that was not there before. */
  private String uuidOfFileBeside(List<String> before) {
    List<String> appeared = files().stream().filter(file -> !before.contains(file)).toList();
    assertThat(appeared).hasSize(1);
    return appeared.get(0).replaceFirst(".*/part-\\d+-(\\p{XDigit}{8}(-\\p{XDigit}+){4})-.*", "$1");
  }

  private void deleteFilesNamed(String uuid) {
    files().stream()
        .filter(file -> file.contains(uuid))
        .forEach(
            file ->
                store()
                    .client()
                    .deleteObject(request -> request.bucket(store().bucket()).key(file)));
  }

  /** Runs an overwrite in a JVM of its own, until it has completed so many uploads. */
  private void killAfterCompletions(int completed) throws Exception {
    killAt(SaveMode.Overwrite, S3Request.Kind.COMPLETE_UPLOAD, completed, request -> true);
  }

  /**
   * Runs a write in a JVM of its own, until it has done so many requests of a kind since a first
   * one and asks for another.
   */
  private void killAt(SaveMode mode, S3Request.Kind kind, int done, Predicate<S3Request> first)
      throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    AtomicBoolean begun = new AtomicBoolean();
    AtomicInteger requests = new AtomicInteger();
    store()
        .proxy()
        .observe(
            request -> {
              if (first.test(request) && begun.compareAndSet(false, true)) {
                store().proxy().faults().add(S3Fault.RESET, kind, done, Integer.MAX_VALUE / 2);
              }
              if (request.kind() == kind && begun.get() && requests.incrementAndGet() > done) {
                reached.countDown();
              }
            });
    List<String> arguments = new ArrayList<>(List.of(table(), mode.name()));
    store()
        .settings()
        .forEach((key, value) -> arguments.addAll(List.of("spark.hadoop.fs.s3a." + key, value)));
    // One upload after the other, and as many tries as Hadoop allows: the kill is the end.
    arguments.addAll(List.of("spark.hadoop.fs.s3a.committer.threads", "1"));
    arguments.addAll(List.of("spark.hadoop.fs.s3a.retry.limit", "60"));
    Process driver = new ForkedJvm(HEAP_MEBIBYTES).start(StoreWrite.class, directory, arguments);
    try {
      driver.onExit().thenRun(reached::countDown);
      assertThat(reached.await(3, TimeUnit.MINUTES)).as("the driver is at the request").isTrue();
      assertThat(driver.isAlive()).as("the driver lives").isTrue();
    } finally {
      driver.destroyForcibly().waitFor();
      endTheFaults();
    }
  }

  private void overwriteAgain() {
    writeAgain(SaveMode.Overwrite);
    assertThat(ids()).isEqualTo(NEW);
  }

  private void writeAgain(SaveMode mode) {
    WideTable.writer(WideTable.rows(spark(), StoreWrite.FIRST_ID, StoreWrite.ROWS, 2), mode)
        .save(table());
    assertThat(store().pendingUploads()).isEmpty();
    requireNoTemporaryObjects();
  }
}
