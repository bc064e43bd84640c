package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.util.ArrowUtils;
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

@ExtendWith(LocalSpark.class)
class CommitTest {

  private static final String PROTOCOL = "spark.sql.sources.commitProtocolClass";
  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  private SparkSession spark;
  private Path directory;
  private Path table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    spark.conf().set(PROTOCOL, FaultyProtocol.class.getName());
    directory = temporary;
    table = temporary.resolve("missing/table");
  }

  @AfterEach
  void noArrowMemoryIsLeftAllocated() {
    assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isZero();
  }

  @AfterEach
  void noListenerIsLeft() {
    assertThat(spark.sparkContext().listenerBus().listeners())
        .noneMatch(listener -> listener.getClass().getName().startsWith("org.parquetext.spark.c"));
  }

  private Dataset<Row> rows() {
    return spark.range(0, 8, 1, 2).selectExpr("id", "id % 2 AS p");
  }

  /** The second task fails in the middle of its rows, when the first may have committed. */
  private Dataset<Row> failingRows() {
    return spark
        .range(0, 8000, 1, 2)
        .selectExpr("if(id = 6000, raise_error('row ' || id), id) AS id", "id % 2 AS p");
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows, String mode) {
    return rows.write().format("parquet-ext").mode(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before setupJob",
        "setupJob",
        "setupTask",
        "commitTask",
        "second commitTask",
        "before commitJob",
        "commitJob"
      })
  void aFailedJobLeavesNothing(String step) {
    for (String algorithm : List.of("1", "2")) {
      assertThatThrownBy(
              () ->
                  writer(rows(), "append")
                      .option(FaultyProtocol.FAIL_AT, step)
                      .option(ALGORITHM, algorithm)
                      .partitionBy("p")
                      .save(table.toString()))
          .hasStackTraceContaining("failed at " + step);
      assertThat(partsAndDirectories()).as("algorithm " + algorithm).isEmpty();
    }
  }

  /** A committer that has committed has written its marker, which no later abort takes away. */
  private List<String> partsAndDirectories() {
    return Tree.of(directory).stream()
        .filter(path -> !path.endsWith("_SUCCESS"))
        .filter(path -> !Files.exists(table.resolve("_SUCCESS")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"append, 1", "append, 2", "overwrite, 1", "overwrite, 2"})
  void aFailingRowLeavesTheOldTable(String mode, String algorithm) {
    rows().write().partitionBy("p").parquet(table.toString());
    List<String> before = Tree.of(directory);
    assertThatThrownBy(
            () ->
                writer(failingRows(), mode)
                    .option(ALGORITHM, algorithm)
                    .partitionBy("p")
                    .save(table.toString()))
        .hasStackTraceContaining("row 6000");
    assertThat(Tree.of(directory)).isEqualTo(before);
  }

  /** The second algorithm has moved the files of tasks before the job fails. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void filesWithUuidsOfTheirOwnAreTakenAwayToo(String algorithm) {
    spark.conf().unset(PROTOCOL);
    rows().write().parquet(table.toString());
    List<String> before = Tree.of(directory);
    assertThatThrownBy(
            () ->
                writer(failingRows(), "append")
                    .option(ALGORITHM, algorithm)
                    .option("fileNaming", "uuidv7")
                    .save(table.toString()))
        .hasStackTraceContaining("row 6000");
    assertThat(Tree.of(directory)).isEqualTo(before);

    writer(rows(), "append")
        .option(ALGORITHM, algorithm)
        .option("fileNaming", "uuidv7")
        .save(table.toString());
    assertThat(Tree.parts(table)).hasSize(4);
    assertThat(spark.read().parquet(table.toString()).count()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before setupJob", "setupJob", "commitTask", "before commitJob"})
  void aFailedOverwriteLeavesTheOldTable(String step) {
    rows().write().partitionBy("p").parquet(table.toString());
    List<String> before = Tree.of(directory);
    assertThatThrownBy(
            () ->
                writer(rows(), "overwrite")
                    .option(FaultyProtocol.FAIL_AT, step)
                    .partitionBy("p")
                    .save(table.toString()))
        .hasStackTraceContaining("failed at " + step);
    assertThat(Tree.of(directory)).isEqualTo(before);
  }

  @Test
  void aFailingRowLeavesNoDirectory() {
    assertThatThrownBy(() -> writer(failingRows(), "append").save(table.toString()))
        .hasStackTraceContaining("row 6000");
    assertThat(Tree.of(directory)).isEmpty();
  }

  @Test
  void anEmptyDirectoryThatWasThereStays() throws IOException {
    Files.createDirectories(table);
    assertThatThrownBy(() -> writer(failingRows(), "append").save(table.toString()))
        .hasStackTraceContaining("row 6000");
    assertThat(Tree.of(directory)).containsExactly("missing", "missing/table");
  }

  @Test
  void aCancelledJobLeavesNothing() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart start) {
            running.countDown();
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try {
      CompletableFuture<Void> write = CompletableFuture.runAsync(this::writeForEver);
      assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
      spark.sparkContext().cancelAllJobs();
      assertThatThrownBy(() -> write.get(60, TimeUnit.SECONDS)).hasStackTraceContaining("cancel");
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    assertThat(Tree.of(directory)).isEmpty();
  }

  private void writeForEver() {
    writer(spark.range(0, Long.MAX_VALUE, 1, 2).toDF(), "append").save(table.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"before setupJob", "setupJob"})
  void aJobThatCannotBeginLeavesThatOfAnotherAlone(String step) throws Exception {
    Gate.close();
    spark.udf().register("gate", (UDF1<Long, Long>) Gate::pass, DataTypes.LongType);
    Dataset<Row> waiting = spark.range(0, 8, 1, 2).selectExpr("gate(id) AS id", "id % 2 AS p");
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> writer(waiting, "append").save(table.toString()));
    try {
      Gate.awaitArrival();
      assertThatThrownBy(
              () ->
                  writer(rows(), "append")
                      .option(FaultyProtocol.FAIL_AT, step)
                      .save(table.toString()))
          .hasStackTraceContaining("failed at " + step);
      try (Stream<Path> attempts = Files.list(table.resolve("_temporary"))) {
        assertThat(attempts).hasSize(1);
      }
    } finally {
      Gate.open();
    }
    other.get(60, TimeUnit.SECONDS);
    assertThat(spark.read().parquet(table.toString()).count()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite"})
  void whatADeadJobLeftIsNotCommitted(String mode) throws IOException {
    rows().write().parquet(table.toString());
    Path left = table.resolve("_temporary/0/task_202601010000001_0001_m_000000");
    Files.createDirectories(left);
    Files.copy(table.resolve(Tree.parts(table).get(0)), left.resolve("part-dead.parquet"));
    writer(rows(), mode).save(table.toString());
    assertThat(Tree.of(table))
        .noneMatch(path -> path.endsWith("part-dead.parquet") && !path.startsWith("_temporary"));
    assertThat(spark.read().parquet(table.toString()).count())
        .isEqualTo(mode.equals("append") ? 16 : 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commitTask", "before commitJob"})
  void aFailedJobLeavesFilesThatItNeedNotHaveMade(String step) {
    spark.conf().set(PROTOCOL, ReusingNamesProtocol.class.getName());
    writer(rows(), "append").save(table.toString());
    List<String> before = Tree.of(directory);
    assertThat(before).contains("missing/table/part-0.parquet");
    assertThatThrownBy(
            () ->
                writer(rows(), "append")
                    .option(FaultyProtocol.FAIL_AT, step)
                    .save(table.toString()))
        .hasStackTraceContaining("failed at " + step);
    assertThat(Tree.of(directory)).isEqualTo(before);
  }

  @Test
  void aQueryThatFailsBeforeItsLastStageLeavesNothing() {
    assertThatThrownBy(() -> writer(failingRows().repartition(3), "append").save(table.toString()))
        .hasStackTraceContaining("row 6000");
    assertThat(Tree.of(directory)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite"})
  void aFileIsNoTable(String mode) throws IOException {
    Files.createDirectories(table.getParent());
    Files.writeString(table, "precious");
    assertThatThrownBy(() -> writer(rows(), mode).save(table.toString()))
        .hasMessageContaining("it is a file");
    assertThat(table).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSuccessMarkerIsTheCommitters(boolean marker) {
    for (int i = 0; i < 2; i++) {
      writer(rows(), "overwrite")
          .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", marker)
          .save(table.toString());
      assertThat(Files.exists(table.resolve("_SUCCESS"))).isEqualTo(marker);
    }
    assertThat(Tree.parts(table)).hasSize(2);
  }

  @Test
  void anOverwriteWithoutMarkerTakesTheOldOneAway() {
    writer(rows(), "append").save(table.toString());
    writer(rows(), "overwrite")
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
        .save(table.toString());
    assertThat(table.resolve("_SUCCESS")).doesNotExist();
  }

  @Test
  void theConfiguredParquetCommitterIsUsed() {
    spark.conf().set("spark.sql.parquet.output.committer.class", MarkingCommitter.class.getName());
    writer(rows(), "append").save(table.toString());
    assertThat(table.resolve(MarkingCommitter.MARK)).exists();
  }

  @Test
  void fileNamesAreThoseOfTheJobThatTheCommitterKnows() throws IOException {
    spark.conf().set("spark.sql.parquet.output.committer.class", MarkingCommitter.class.getName());
    writer(rows(), "append").save(table.toString());
    String uuid = Files.readString(table.resolve(MarkingCommitter.MARK));
    assertThat(Tree.parts(table)).hasSize(2).allMatch(part -> part.contains(uuid));
  }

  /** Names files after their task only, as no two jobs of a path should. */
  public static final class ReusingNamesProtocol extends FaultyProtocol {

    private static final long serialVersionUID = 1L;

    /** Spark makes it by name. */
    public ReusingNamesProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
      super(jobId, path, dynamicPartitionOverwrite);
    }

    @Override
    public String getFilename(TaskAttemptContext task, FileNameSpec spec) {
      return "part-" + task.getTaskAttemptID().getTaskID().getId() + ".parquet";
    }
  }
}
