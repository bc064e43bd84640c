package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/**
 * A write that ends while another one into the same path is in the middle of its rows. The table
 * has the rows 0 to 9 before; the waiting write brings 100 to 107, one in each partition, and has
 * closed files when it waits; the one that ends first brings 200 to 209.
 */
@ExtendWith(LocalSpark.class)
class ConcurrentWritesTest {

  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void writeTheOldTable(SparkSession session, @TempDir Path directory) {
    spark = session;
    spark.udf().register("gate", (UDF1<Long, Long>) Gate::pass, DataTypes.LongType);
    table = directory.resolve("table");
    save("parquet", "append", rows(0));
    Gate.close();
  }

  @AfterEach
  void neverKeepTasksWaiting() {
    Gate.open();
  }

  private Dataset<Row> rows(long first) {
    return spark.range(first, first + 10, 1, 1).selectExpr("id", "id AS p");
  }

  private void save(String format, String mode, Dataset<Row> rows) {
    rows.write().format(format).mode(mode).partitionBy("p").save(table.toString());
  }

  /** Sorted before the gate, so that files of earlier rows are closed when a row waits at it. */
  private Dataset<Row> waitingRows(int tasks) {
    return spark
        .range(100, 108, 1, tasks)
        .selectExpr("id", "id AS p")
        .sortWithinPartitions("p")
        .selectExpr("if(id = 106, gate(id), id) AS id", "p");
  }

  /** Begins a write and comes back when it waits at the gate, after the tasks that do not. */
  private CompletableFuture<Void> begin(String mode, String algorithm, int tasks)
      throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(tasks - 1);
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            ended.countDown();
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try {
      CompletableFuture<Void> write =
          CompletableFuture.runAsync(
              () ->
                  waitingRows(tasks)
                      .write()
                      .format("parquet-ext")
                      .mode(mode)
                      .option(ALGORITHM, algorithm)
                      .partitionBy("p")
                      .save(table.toString()));
      Gate.awaitArrival();
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      return write;
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  private static void end(CompletableFuture<Void> write) throws Exception {
    Gate.open();
    write.get(60, TimeUnit.SECONDS);
  }

  private void assertIds(long... firsts) {
    List<Long> ids =
        spark.read().parquet(table.toString()).select("id").as(Encoders.LONG()).collectAsList();
    Stream<Long> expected =
        LongStream.of(firsts)
            .flatMap(first -> LongStream.range(first, first == 100 ? 108 : first + 10))
            .boxed();
    assertThat(ids).containsExactlyInAnyOrderElementsOf(expected.toList());
  }

  private void assertNothingTemporary() {
    assertThat(Tree.of(table)).noneMatch(path -> path.startsWith("_temporary"));
  }

  @ParameterizedTest
  @CsvSource({
    "append, 1, 1, 'of 8 files are gone, the first of them p=100/part-00000-'",
    "overwrite, 1, 2, the files of 1 of 2 tasks are gone",
    "append, 2, 2, 'of 8 files are gone, the first of them p=104/part-00001-'",
    "overwrite, 2, 1, 'of 8 files are gone, the first of them p=100/part-00000-'"
  })
  void aWriteFailsWhoseFilesTheBuiltInWriterHasDeleted(
      String mode, String algorithm, int tasks, String message) throws Exception {
    CompletableFuture<Void> write = begin(mode, algorithm, tasks);
    save("parquet", "append", rows(200));
    assertThatThrownBy(() -> end(write))
        .hasStackTraceContaining("Cannot commit the write to")
        .hasStackTraceContaining(message)
        .hasStackTraceContaining("Another write into the path has deleted them");
    assertIds(0, 200);
    assertNothingTemporary();
  }

  @ParameterizedTest
  @CsvSource({"append, 1", "append, 2", "overwrite, 1"})
  void anAppendIsNotHarmedByAnotherWrite(String other, String algorithm) throws Exception {
    CompletableFuture<Void> write = begin("append", algorithm, 2);
    save("parquet-ext", other, rows(200));
    end(write);
    if (other.equals("append")) {
      assertIds(0, 100, 200);
    } else {
      assertIds(100, 200);
    }
    assertNothingTemporary();
  }

  /** The second algorithm shows them, and an overwrite replaces what it sees. */
  @Test
  void aWriteFailsOfWhichAnOverwriteHasReplacedFiles() throws Exception {
    CompletableFuture<Void> write = begin("append", "2", 2);
    save("parquet-ext", "overwrite", rows(200));
    assertThatThrownBy(() -> end(write)).hasStackTraceContaining("4 of 8 files are gone");
    assertIds(200);
    assertNothingTemporary();
  }

  @Test
  void ofTwoOverwritesBothResultsStay() throws Exception {
    CompletableFuture<Void> write = begin("overwrite", "1", 2);
    save("parquet-ext", "overwrite", rows(200));
    end(write);
    assertIds(100, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aWriteIsNotHarmedByOneThatFails(String algorithm) throws Exception {
    CompletableFuture<Void> write = begin("append", algorithm, 2);
    Dataset<Row> failing =
        rows(200).selectExpr("if(id = 205, raise_error('row ' || id), id) AS id", "p");
    assertThatThrownBy(() -> save("parquet-ext", "append", failing))
        .hasStackTraceContaining("row 205");
    end(write);
    assertIds(0, 100);
    assertNothingTemporary();
  }

  @Test
  void whatOthersHaveInTheTemporaryDirectoryStaysForAWeek() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(8, ChronoUnit.DAYS));
    Path oldAttempt = leave("5/task_1/part-0").getParent().getParent();
    Files.setLastModifiedTime(oldAttempt.resolve("task_1/part-0"), old);
    Files.setLastModifiedTime(oldAttempt, old);
    Files.setLastModifiedTime(leave("6/task_1/part-0"), old);
    Files.setLastModifiedTime(leave("7/task_1/part-0").getParent().getParent(), old);
    save("parquet-ext", "overwrite", rows(200));
    assertThat(Tree.of(table.resolve("_temporary")))
        .containsExactly("6", "6/task_1", "6/task_1/part-0", "7", "7/task_1", "7/task_1/part-0");
    assertIds(200);
  }

  @Test
  void whatADriverLeftThatHasEndedGoes() throws Exception {
    CompletableFuture<Void> write = begin("append", "1", 2);
    Path own;
    try (Stream<Path> marks = Files.walk(table.resolve("_temporary"))) {
      own =
          marks
              .filter(path -> path.getFileName().toString().startsWith(".driver-"))
              .findFirst()
              .get();
    }
    leave("8/task_1/part-0");
    leave("8/_temporary/" + own.getFileName().toString().replaceAll("\\d+(\\D*)$", "1$1"));
    save("parquet-ext", "overwrite", rows(200));
    assertThat(table.resolve("_temporary/8")).doesNotExist();
    end(write);
    assertIds(100, 200);
    assertNothingTemporary();
  }

  private Path leave(String name) throws IOException {
    Path file = table.resolve("_temporary").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "not yet committed");
  }
}
