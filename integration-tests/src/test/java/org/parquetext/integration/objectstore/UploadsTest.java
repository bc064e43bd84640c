package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FullEffort;

/** What becomes of multipart uploads that no file comes of: our own go, those of others stay. */
class UploadsTest extends ObjectStoreTest {
  private static final String OTHERS =
      "/part-00000-11111111-2222-3333-4444-555555555555-c000.snappy.parquet";

  private static final String GROUP = "write to be cancelled";

  private static volatile CountDownLatch arrived;
  private static volatile CountDownLatch opened;

  @BeforeEach
  void uploadInSmallParts() {
    store().set(spark(), "multipart.size", WideTable.PART);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not set", "spark"})
  void aTaskThatFailsInTheMiddleOfAFileLeavesNothing(String protocol) {
    assertThatThrownBy(() -> writeAndFail(protocol)).hasStackTraceContaining("no more rows");
    assertThat(store().proxy().requests(S3Request.Kind.UPLOAD_PART)).isNotEmpty();
    assertThat(store().proxy().requests(S3Request.Kind.ABORT_UPLOAD)).isNotEmpty();
    assertThat(store().proxy().requests(S3Request.Kind.COMPLETE_UPLOAD)).isEmpty();
    assertThat(store().pendingUploads()).isEmpty();
    assertThat(store().keys()).isEmpty();
  }

  @Test
  void theTableThatWasToBeOverwrittenStays() {
    writer(rows(0, 10, 2), SaveMode.Append).save(table());
    var before = files();
    assertThatThrownBy(() -> writeAndFail("not set")).hasStackTraceContaining("no more rows");
    assertThat(files()).isEqualTo(before);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
    requireNothingTemporary();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void uploadsOfOthersAreNeverTouched(boolean failing) {
    store().beginUpload(tableKey() + OTHERS);
    store().beginUpload(tableKey() + "/p=1" + OTHERS);
    if (failing) {
      assertThatThrownBy(() -> writeAndFail("not set")).hasStackTraceContaining("no more rows");
    } else {
      writer(rows(0, 10, 2), SaveMode.Append).partitionBy("p").save(table());
      writer(rows(0, 10, 2), SaveMode.Overwrite).partitionBy("p").save(table());
    }
    assertThat(store().pendingUploads())
        .containsExactly(tableKey() + "/p=1" + OTHERS, tableKey() + OTHERS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void uploadsOfTasksThatDiedAreAborted(boolean failing) {
    AtomicBoolean begun = new AtomicBoolean();
    store().proxy().observe(request -> beginTheSameForAnotherTask(request, begun));
    if (failing) {
      assertThatThrownBy(() -> writeAndFail("not set")).hasStackTraceContaining("no more rows");
    } else {
      writer(rows(0, 10, 2), SaveMode.Append).save(table());
      assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
    }
    assertThat(begun).isTrue();
    assertThat(store().pendingUploads()).isEmpty();
  }

  @Test
  void aJobThatIsCancelledWhileItUploadsLeavesTheOldTable() throws Exception {
    cancelWhileItUploads(true);
  }

  @Test
  @FullEffort
  void aJobThatIsCancelledWithoutInterruptingItLeavesTheOldTableToo() throws Exception {
    cancelWhileItUploads(false);
  }

  private void cancelWhileItUploads(boolean interrupting) throws Exception {
    writer(rows(0, 10, 1), SaveMode.Append).save(table());
    var before = files();
    arrived = new CountDownLatch(1);
    opened = new CountDownLatch(1);
    store().proxy().observe(UploadsTest::holdParts);
    CompletableFuture<Void> write = CompletableFuture.runAsync(() -> overwriteAs(interrupting));
    try {
      assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
      spark().sparkContext().cancelJobGroup(GROUP);
    } finally {
      opened.countDown();
    }
    assertThatThrownBy(() -> write.get(60, TimeUnit.SECONDS)).hasStackTraceContaining("cancelled");
    assertThat(store().proxy().requests(S3Request.Kind.ABORT_UPLOAD)).isNotEmpty();
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
    assertThat(files()).isEqualTo(before);
    requireNothingTemporary();
  }

  private void overwriteAs(boolean interrupting) {
    SparkSession.setActiveSession(spark());
    spark().sparkContext().setJobGroup(GROUP, "a write", interrupting);
    try {
      WideTable.writer(
              WideTable.rows(spark(), 0, WideTable.ROWS_OF_THREE_PARTS, 1), SaveMode.Overwrite)
          .save(table());
    } finally {
      spark().sparkContext().clearJobGroup();
      SparkSession.clearActiveSession();
    }
  }

  private static void holdParts(S3Request request) {
    if (request.kind() == S3Request.Kind.UPLOAD_PART) {
      arrived.countDown();
      try {
        opened.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void writesMayAppendAtTheSameTime() throws Exception {
    arrived = new CountDownLatch(1);
    opened = new CountDownLatch(1);
    spark().udf().register("wait", (UDF1<Long, Long>) UploadsTest::pass, DataTypes.LongType);
    // One task, since Spark has two cores here.
    Dataset<Row> waiting = rows(0, 10, 1).selectExpr("wait(id) AS id", "p");
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () -> {
              SparkSession.setActiveSession(spark());
              writer(waiting, SaveMode.Append).save(table());
            });
    try {
      assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
      writer(rows(10, 20, 1), SaveMode.Append).save(table());
      assertThat(ids()).containsExactlyElementsOf(numbers(10, 20));
    } finally {
      opened.countDown();
    }
    first.get(60, TimeUnit.SECONDS);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 20));
    requireNothingTemporary();
  }

  private static long pass(long row) throws InterruptedException {
    arrived.countDown();
    assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
    return row;
  }

  /** As an executor does that is killed then: nobody will end the upload. */
  private void beginTheSameForAnotherTask(S3Request request, AtomicBoolean begun) {
    if (request.kind() == S3Request.Kind.CREATE_UPLOAD && begun.compareAndSet(false, true)) {
      store().beginUpload(request.key().replaceFirst("part-0000[0-9]", "part-00099"));
    }
  }

  /** The one task has uploaded two parts when it fails. */
  private void writeAndFail(String protocol) {
    Dataset<Row> rows =
        WideTable.rows(spark(), 0, WideTable.ROWS_OF_THREE_PARTS, 1)
            .selectExpr("if(id = 99999, raise_error('no more rows'), id) AS id", "p", "text");
    var writer = WideTable.writer(rows, SaveMode.Overwrite);
    (protocol.equals("spark") ? writer.option("commitProtocol", protocol) : writer).save(table());
  }
}
