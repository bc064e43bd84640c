package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Trait;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteInputs;

/**
 * A table, with rows or not, and a write into it that something strikes: runs it, holds it to its
 * promise, runs it again without faults.
 */
final class FaultyWrite {
  private static final int OLD_ROWS = 40;

  /** Of another job, as Spark's and S3A's committers make them. */
  private static final List<String> FILES_OF_OTHERS =
      List.of(
          ".spark-staging-other/p=1/part-00000.parquet", "__magic_job-other/part-00001.pending");

  /** Many batches of a task. */
  private static final int ROWS_OF_BATCH = 256;

  private final SparkSession spark;
  private final Path root;
  private final WriteShape shape;
  private final Promise promise;
  private final List<String> namesBefore;
  private final Set<String> writesBefore;
  private final Strikes strikes;
  private final Fault fault;
  private final WriteInputs inputs;

  /** Not Hadoop's own local file system, which leaves hidden checksum files. */
  private final Fault faultless = Fault.by(call -> {});

  private Throwable failure;

  /** Writes the old rows. */
  FaultyWrite(SparkSession spark, Path root, WriteShape shape, List<Strike> strikes) {
    this.spark = spark;
    this.root = root;
    this.shape = shape;
    this.promise = new Promise(shape, strikes);
    if (shape.hasOldRows()) {
      writer(rows(-OLD_ROWS, 0)).mode("append").save(faultless.pathTo(root));
      FILES_OF_OTHERS.forEach(this::leaveFileOfAnother);
    }
    this.namesBefore = names();
    this.writesBefore = new TableDirectory(root).writes();
    List<String> oldFiles = namesBefore.stream().map(FaultyWrite::lastName).toList();
    this.strikes =
        new Strikes(
            new StepsOfWrite(root.toString(), oldFiles), strikes, shape.rowsOfTask() * 2 / 3);
    this.fault = Fault.by(this.strikes, shape.traits().toArray(Trait[]::new));
    if (shape.isOfBatches()) {
      rows(0, shape.rows()).write().parquet(source());
    }
    this.inputs = WriteInputs.of(spark);
  }

  /** Where the query reads from that gives batches. */
  private String source() {
    return root.resolveSibling("source").toString();
  }

  private void leaveFileOfAnother(String name) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "of another job");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes; what goes wrong is kept. */
  void run() {
    strikes.watchRows(spark);
    Dataset<Row> struck = shape.isOfBatches() ? struckBatches() : struckRows();
    failure = catchThrowable(() -> writer(struck).mode(shape.mode()).save(fault.pathTo(root)));
    if (shape.isOfBatches()) {
      inputs.requireNoRows();
    }
  }

  private Dataset<Row> struckRows() {
    Dataset<Row> rows = rows(0, shape.rows());
    Dataset<Row> sorted = shape.isPartitioned() ? rows.sortWithinPartitions("p") : rows;
    return sorted.selectExpr("strike(id) AS id", "text", "p");
  }

  private Dataset<Row> struckBatches() {
    spark.conf().set("spark.sql.parquet.columnarReaderBatchSize", ROWS_OF_BATCH);
    // Each file is a task's.
    spark.conf().set("spark.sql.files.minPartitionNum", WriteShape.TASKS);
    return spark.read().parquet(source()).where("spare(id)");
  }

  /** Fails unless the write got batches. */
  void requireBatches() {
    inputs.requireBatches();
  }

  /** What went wrong; null for nothing. */
  Throwable failure() {
    return failure;
  }

  /** Whether anything has struck. */
  boolean wasStruck() {
    return strikes.hasStruck();
  }

  /** The file system that was written to. */
  Fault fault() {
    return fault;
  }

  /** Fails unless the outcome is what was promised. */
  void requirePromise() {
    require(promise.outcome());
    if (failure != null) {
      assertThat(failure).hasStackTraceContaining(Fault.MESSAGE);
    }
  }

  /** Fails unless the outcome is this one. */
  void require(Outcome outcome) {
    assertThat(fault.streams().open()).as("open streams").isEmpty();
    if (outcome != Outcome.SUCCESS) {
      assertThat(failure).as("failure of the write").isNotNull();
    } else if (failure != null) {
      throw new AssertionError("the write should have succeeded: " + failure, failure);
    }
    switch (outcome) {
      case SUCCESS -> requireSuccess();
      case OLD_ROWS -> requireOldRows();
      case NEW_AND_OLD_ROWS -> requireNewRowsAndSomeOld();
      case OLD_AND_NEW_FILES -> assertThat(names()).containsAll(namesBefore);
    }
  }

  /** Fails unless all old and all new rows are there. */
  void requireOldAndNewRows() {
    requireRows(Stream.of(oldRows(), newRows()).flatMap(List::stream).toList());
  }

  private void requireSuccess() {
    requireRows(rowsAfter());
    requireNoTemporaryFiles();
  }

  private void requireOldRows() {
    if (promise.cleansUp()) {
      assertThat(names()).as("files after the failure").isEqualTo(namesBefore);
    }
    requireRows(oldRows());
  }

  private void requireNewRowsAndSomeOld() {
    Set<String> old = Set.copyOf(oldRows());
    List<String> visible = visibleRows();
    assertThat(sorted(visible.stream().filter(row -> !old.contains(row)).toList()))
        .isEqualTo(sorted(newRows()));
    assertThat(visible.stream().filter(old::contains).toList()).doesNotHaveDuplicates();
  }

  /** Writes again, without faults, and fails unless all is as if nothing had ever failed. */
  void requireRerun() {
    Outcome outcome = promise.outcome();
    List<String> expected = new ArrayList<>(rowsAfter());
    if (outcome == Outcome.SUCCESS && !shape.isOverwrite()) {
      expected.addAll(newRows());
    }
    if (outcome == Outcome.OLD_AND_NEW_FILES && !shape.isOverwrite()) {
      deleteByUuid();
    }
    writer(rows(0, shape.rows())).mode(shape.mode()).save(faultless.pathTo(root));
    requireRows(expected);
    requireNoTemporaryFiles();
  }

  /** What is left to do by hand where an append's clean-up has failed. */
  private void deleteByUuid() {
    try {
      TableDirectory table = new TableDirectory(root);
      for (String write : table.writes()) {
        if (!writesBefore.contains(write)) {
          table.deleteFilesOf(write);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of others are no business of this write, and stay. */
  private void requireNoTemporaryFiles() {
    List<String> hidden =
        names().stream()
            .filter(name -> Stream.of(name.split("/")).anyMatch(FaultyWrite::isHidden))
            .filter(name -> !name.equals("_SUCCESS"))
            .toList();
    assertThat(hidden)
        .as("hidden files")
        .isEqualTo(namesBefore.stream().filter(hidden::contains).toList());
    if (shape.hasOldRows()) {
      assertThat(hidden).containsAll(FILES_OF_OTHERS);
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private void requireRows(List<String> expected) {
    assertThat(sorted(visibleRows())).as("rows").isEqualTo(sorted(expected));
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  private List<String> rowsAfter() {
    List<String> rows = new ArrayList<>(newRows());
    if (!shape.isOverwrite()) {
      rows.addAll(oldRows());
    }
    return rows;
  }

  private List<String> oldRows() {
    return shape.hasOldRows() ? texts(-OLD_ROWS, 0) : List.of();
  }

  private List<String> newRows() {
    return texts(0, shape.rows());
  }

  private static List<String> texts(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(id -> "%d text %d %d".formatted(id, Math.abs(id) % 7, Math.abs(id) % 3))
        .toList();
  }

  /** As Spark reads the table; none where there is no file to be seen. */
  private List<String> visibleRows() {
    boolean isEmpty =
        names().stream()
            .filter(name -> Stream.of(name.split("/")).noneMatch(FaultyWrite::isHidden))
            .noneMatch(name -> name.endsWith(".parquet"));
    return isEmpty
        ? List.of()
        : spark
            .read()
            .parquet(root.toString())
            .selectExpr("concat_ws(' ', id, text, p)")
            .as(Encoders.STRING())
            .collectAsList();
  }

  private Dataset<Row> rows(long from, long to) {
    return spark
        .range(from, to, 1, WriteShape.TASKS)
        .selectExpr("id", "concat('text ', abs(id) % 7) AS text", "CAST(abs(id) % 3 AS INT) AS p");
  }

  private DataFrameWriter<Row> writer(Dataset<Row> rows) {
    DataFrameWriter<Row> writer =
        rows.write()
            .format(FormatUnderTest.NAME)
            .option("rowGroupMaxRows", Math.max(1, shape.rowsOfTask() / 10))
            .option("maxRecordsPerFile", shape.maxRecordsPerFile())
            .option("fanout", shape.isOfBatches())
            .option("mapreduce.fileoutputcommitter.algorithm.version", shape.committer());
    return shape.isPartitioned() ? writer.partitionBy("p") : writer;
  }

  private List<String> names() {
    return new TableDirectory(root).names();
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
