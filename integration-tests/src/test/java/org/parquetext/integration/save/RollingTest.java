package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

class RollingTest extends ParityTest {
  private static final int ROW_GROUP_BYTES = 1 << 20;
  private static final int TARGET_BYTES = 8 * ROW_GROUP_BYTES;
  private static final int ROWS = 1_600_000;
  private static final String UUID_V7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  @Test
  void filesHaveExactlyTheirRecords() {
    TableParity parity = parity().option("maxRecordsPerFile", 1_500);
    parity.require(table(10_000, "id", "CAST(id AS STRING) AS text"));
    assertThat(rowsOfFiles(parity.own()))
        .containsExactly(1_500L, 1_500L, 1_500L, 1_500L, 1_500L, 1_500L, 1_000L);
  }

  @Test
  void filesOfPartitionsHaveExactlyTheirRecords() {
    parity()
        .partitionBy("p")
        .option("maxRecordsPerFile", 100)
        .require(table(1_000, "id", "id % 3 AS p"));
  }

  @Test
  void theSessionLimitsRecordsToo() {
    spark().conf().set("spark.sql.files.maxRecordsPerFile", 30);
    TableParity parity = parity();
    parity.require(table(100, "id"));
    assertThat(rowsOfFiles(parity.own())).containsExactly(30L, 30L, 30L, 10L);
  }

  @Test
  void theLastFileIsNotEmptyWhenTheRecordsFitExactly() {
    TableParity parity = parity().option("maxRecordsPerFile", 50);
    parity.require(table(100, "id"));
    assertThat(rowsOfFiles(parity.own())).containsExactly(50L, 50L);
  }

  @Test
  void filesEndWhenTheyHaveTheirBytes() throws IOException {
    Path table = write(noise());
    List<Path> files = new TableDirectory(table).parquetFiles();
    assertThat(files).hasSizeGreaterThan(2);
    for (Path file : files.subList(0, files.size() - 1)) {
      assertThat(Files.size(file))
          .as("bytes of %s", file)
          .isBetween((long) (TARGET_BYTES * 0.95), (long) (TARGET_BYTES * 1.05));
    }
    assertThat(Files.size(files.get(files.size() - 1))).isLessThan((long) (TARGET_BYTES * 1.05));
  }

  @Test
  void rolledFilesHoldEveryRowInOrder() {
    Path table = write(noise());
    long next = 0;
    for (Path file : new TableDirectory(table).parquetFiles()) {
      long rows = Footer.read(file).raw().getNum_rows();
      Dataset<Row> ids = spark().read().parquet(file.toString());
      Row bounds = ids.selectExpr("min(id)", "max(id)", "count(DISTINCT id)").head();
      assertThat(bounds).as("%s", file).isEqualTo(row(next, next + rows - 1, rows));
      next += rows;
    }
    assertThat(next).isEqualTo(ROWS);
  }

  @Test
  void rolledFilesAreNumbered() {
    List<String> names = new TableDirectory(write(noise())).layout();
    assertThat(names)
        .contains("part-00000-<uuid>-c000.snappy.parquet", "part-00000-<uuid>-c001.snappy.parquet");
  }

  @Test
  void namesSortByTheTimeOfTheirWrite() {
    List<String> first = names("maxConcurrentUploads", "1");
    List<String> both = names("maxConcurrentUploads", "1");
    assertThat(both).hasSize(2).startsWith(first.get(0));
    assertThat(both)
        .allMatch(name -> name.matches("part-00000-" + UUID_V7 + "-c000\\.snappy\\.parquet"));
  }

  @Test
  void filesMayHaveAPrefix() {
    assertThat(names("filePrefix", "events-"))
        .hasSize(1)
        .allMatch(name -> name.matches("events-part-00000-" + UUID_V7 + "-c000.*"));
  }

  @Test
  void filesMayHaveUuidsOfTheirOwn() {
    assertThat(names("fileNaming", "uuidv7"))
        .hasSize(1)
        .allMatch(name -> name.matches(UUID_V7 + "\\.snappy\\.parquet"));
    assertThat(names("fileNaming", "uuidv7")).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void zeroBytesMeansOneFile() {
    parity()
        .option("parquet.block.size", "rowGroupSizeBytes", ROW_GROUP_BYTES)
        .option("targetFileSizeBytes", 0)
        .pagesCutByBytes()
        .requireSameFiles(table(100_000, "id", "rand(1) AS x"));
  }

  @Test
  void filesEndByTimeWithEveryRow() {
    Path table = parity().own();
    table(30, "id")
        .write()
        .format(FormatUnderTest.NAME)
        .option("rolloverInterval", "1us")
        .save(table.toString());
    assertThat(rowsOfFiles(table)).hasSizeGreaterThan(1);
    assertThat(spark().read().parquet(table.toString()).selectExpr("count(DISTINCT id)").head())
        .isEqualTo(row(30L));
  }

  @Test
  void thePartitionsOfATaskCloseInTheBackground() {
    Path table = parity().own();
    table(1_000, "id", "id % 40 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .partitionBy("p")
        .option("maxConcurrentUploads", 3)
        .option("maxRecordsPerFile", 10)
        .save(table.toString());
    assertThat(rowsOfFiles(table)).hasSize(120).containsOnly(5L, 10L);
    assertThat(spark().read().parquet(table.toString()).selectExpr("count(DISTINCT id)").head())
        .isEqualTo(row(1_000L));
  }

  private Dataset<Row> noise() {
    return table(ROWS, "id", "xxhash64(id) AS noise");
  }

  /** The names of all files after another one was appended with an option. */
  private List<String> names(String option, String value) {
    Path table = parity().own();
    table(10, "id")
        .write()
        .format(FormatUnderTest.NAME)
        .option(option, value)
        .mode("append")
        .save(table.toString());
    return new TableDirectory(table)
        .parquetFiles().stream().map(file -> file.getFileName().toString()).sorted().toList();
  }

  private Path write(Dataset<Row> rows) {
    Path table = parity().own();
    rows.write()
        .format(FormatUnderTest.NAME)
        .option("rowGroupSizeBytes", ROW_GROUP_BYTES)
        .option("targetFileSizeBytes", TARGET_BYTES)
        .save(table.toString());
    return table;
  }

  private static List<Long> rowsOfFiles(Path table) {
    List<Long> rows = new ArrayList<>();
    for (Path file : new TableDirectory(table).parquetFiles()) {
      rows.add(Footer.read(file).raw().getNum_rows());
    }
    return rows;
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }
}
