package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parquetext.integration.objectstore.S3Fault.INTERNAL_ERROR;
import static org.parquetext.integration.objectstore.S3Request.Kind.ABORT_UPLOAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.COMPLETE_UPLOAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.COPY;
import static org.parquetext.integration.objectstore.S3Request.Kind.DELETE;
import static org.parquetext.integration.objectstore.S3Request.Kind.LIST_UPLOADS;
import static org.parquetext.integration.objectstore.S3Request.Kind.PUT;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.FullEffort;

/**
 * Overwrites of a table on S3, of all of it and of partitions, and what becomes of them when the
 * store fails at their end.
 */
class OverwriteFaultTest extends ObjectStoreTest {
  private static final int ALWAYS = 1000;
  private static final List<Long> OLD = numbers(0, 10);
  private static final List<Long> NEW = numbers(20, 30);

  private List<String> filesBefore;

  /** What an overwrite replaces. */
  enum Scope {
    STATIC,
    DYNAMIC
  }

  @BeforeEach
  void writeTheOldTable() {
    writer(rows(0, 10, 1), SaveMode.Append).partitionBy("p").save(table());
    filesBefore = files();
  }

  @Test
  void aDynamicOverwriteReplacesThePartitionsThatItWritesTo() {
    overwrite(Scope.DYNAMIC);
    assertThat(ids()).isEqualTo(rowsAfter(Scope.DYNAMIC));
    assertThat(store().proxy().requests(COPY)).isEmpty();
    requireNothingTemporary();
  }

  @Test
  void aDynamicOverwriteThatFailsLeavesTheOldRows() {
    store().proxy().faults().add(INTERNAL_ERROR, COMPLETE_UPLOAD, 1, ALWAYS);
    assertThatThrownBy(() -> overwrite(Scope.DYNAMIC)).isNotNull();
    assertThat(store().proxy().faults().struck()).isPositive();
    store().proxy().faults().clear();
    assertThat(ids()).isEqualTo(OLD);
    assertThat(files()).isEqualTo(filesBefore);
    requireNothingTemporary();
  }

  @Test
  void whereOldFilesCannotBeDeletedTheNewOnesAreThereAndAnotherOverwriteRepairsIt() {
    overwriteWithoutDeletionsAndAgain(Scope.STATIC);
  }

  @Test
  @FullEffort
  void whereOldPartitionsCannotBeDeletedAnotherOverwriteRepairsItToo() {
    overwriteWithoutDeletionsAndAgain(Scope.DYNAMIC);
  }

  private void overwriteWithoutDeletionsAndAgain(Scope scope) {
    failDeletionsAfterTheCommit();
    assertThatThrownBy(() -> overwrite(scope)).hasStackTraceContaining("overwrite again");
    endTheFaults();
    assertThat(files()).containsAll(filesBefore);
    assertThat(ids()).isEqualTo(both(OLD, written(scope)));
    overwrite(scope);
    assertThat(ids()).isEqualTo(rowsAfter(scope));
    assertThat(files()).noneMatch(file -> file.contains("/p=1/") && filesBefore.contains(file));
    requireNothingTemporary();
  }

  /** An upload is completed when the store refuses all that would end the others. */
  @Test
  @FullEffort
  void whereTheCleanUpFailsTooSomeNewRowsStayUntilAnotherOverwrite() {
    store().proxy().faults().add(INTERNAL_ERROR, COMPLETE_UPLOAD, 1, ALWAYS);
    store().proxy().faults().add(INTERNAL_ERROR, ABORT_UPLOAD, 0, ALWAYS);
    store()
        .proxy()
        .observe(
            request -> {
              if (request.kind() == COMPLETE_UPLOAD) {
                store().proxy().faults().add(INTERNAL_ERROR, DELETE, 0, ALWAYS);
              }
            });
    assertThatThrownBy(() -> overwrite(Scope.DYNAMIC)).isNotNull();
    endTheFaults();
    assertThat(files()).containsAll(filesBefore).hasSize(filesBefore.size() + 1);
    assertThat(ids()).containsAll(OLD).hasSizeGreaterThan(OLD.size());
    assertThat(store().pendingUploads()).hasSize(1);
    overwrite(Scope.STATIC);
    assertThat(ids()).isEqualTo(NEW);
    assertThat(store().pendingUploads()).as("it stays, unseen").hasSize(1);
  }

  private void failDeletionsAfterTheCommit() {
    AtomicBoolean marked = new AtomicBoolean();
    AtomicBoolean committed = new AtomicBoolean();
    store()
        .proxy()
        .observe(
            request -> {
              if (request.kind() == PUT && request.key().endsWith("/_SUCCESS")) {
                marked.set(true);
              }
              // With this the commit of a job ends.
              if (request.kind() == LIST_UPLOADS && marked.get() && !committed.getAndSet(true)) {
                store().proxy().faults().add(INTERNAL_ERROR, DELETE, 0, ALWAYS);
              }
            });
  }

  private void endTheFaults() {
    assertThat(store().proxy().faults().struck()).as("requests that failed").isPositive();
    store().proxy().observe(request -> {});
    store().proxy().faults().clear();
  }

  /** In two tasks, which write to both partitions, or both to {@code p=1} only. */
  private void overwrite(Scope scope) {
    var rows = rows(20, 30, 2);
    writer(scope == Scope.DYNAMIC ? rows.where("p = 1") : rows, SaveMode.Overwrite)
        .partitionBy("p")
        .option("partitionOverwriteMode", scope.name())
        .save(table());
  }

  private static List<Long> written(Scope scope) {
    return NEW.stream().filter(id -> scope == Scope.STATIC || id % 2 == 1).toList();
  }

  private static List<Long> rowsAfter(Scope scope) {
    List<Long> kept = OLD.stream().filter(id -> scope == Scope.DYNAMIC && id % 2 == 0).toList();
    return both(kept, written(scope));
  }

  private static List<Long> both(List<Long> some, List<Long> more) {
    return Stream.concat(some.stream(), more.stream()).sorted().toList();
  }
}
