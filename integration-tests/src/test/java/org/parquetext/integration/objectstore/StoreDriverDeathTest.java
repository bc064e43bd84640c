package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.memory.ForkedJvm;

/** The driver of an overwrite that renames nothing is killed while it commits. */
class StoreDriverDeathTest extends ObjectStoreTest {
  private static final int HEAP_MEBIBYTES = 512;
  private static final long OLD_ROWS = 100;
  private static final List<Long> OLD = numbers(0, OLD_ROWS);
  private static final List<Long> NEW =
      numbers(StoreOverwrite.FIRST_ID, StoreOverwrite.FIRST_ID + StoreOverwrite.ROWS);

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

  private void writeTheOldTable() {
    writer(rows(0, OLD_ROWS, 1), SaveMode.Append).save(table());
  }

  /** Runs the overwrite in a JVM of its own, until it has completed so many uploads. */
  private void killAfterCompletions(int completed) throws Exception {
    store()
        .proxy()
        .faults()
        .add(S3Fault.RESET, S3Request.Kind.COMPLETE_UPLOAD, completed, Integer.MAX_VALUE / 2);
    CountDownLatch committing = new CountDownLatch(1);
    AtomicInteger completions = new AtomicInteger();
    store()
        .proxy()
        .observe(
            request -> {
              if (request.kind() == S3Request.Kind.COMPLETE_UPLOAD
                  && completions.incrementAndGet() > completed) {
                committing.countDown();
              }
            });
    List<String> arguments = new ArrayList<>(List.of(table()));
    store()
        .settings()
        .forEach((key, value) -> arguments.addAll(List.of("spark.hadoop.fs.s3a." + key, value)));
    // One upload after the other, and no end of trying: the kill is the end.
    arguments.addAll(List.of("spark.hadoop.fs.s3a.committer.threads", "1"));
    arguments.addAll(List.of("spark.hadoop.fs.s3a.retry.limit", "1000"));
    Process driver =
        new ForkedJvm(HEAP_MEBIBYTES).start(StoreOverwrite.class, directory, arguments);
    try {
      assertThat(committing.await(3, TimeUnit.MINUTES)).as("the driver commits").isTrue();
    } finally {
      driver.destroyForcibly().waitFor();
      endTheFaults();
    }
  }

  private void overwriteAgain() {
    WideTable.writer(
            WideTable.rows(spark(), StoreOverwrite.FIRST_ID, StoreOverwrite.ROWS, 2),
            SaveMode.Overwrite)
        .save(table());
    assertThat(ids()).isEqualTo(NEW);
  }
}
