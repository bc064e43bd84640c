package org.parquetext.integration.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.SparkTest;

/**
 * Writes that are large for their JVM: none runs out of memory, on the heap or beside it, what is
 * buffered stays within its budget and what is allowed beyond, and every row is there.
 */
@SparkTest
class LittleMemoryTest {
  private static final ForkedJvm TWO_GIBIBYTES = new ForkedJvm(2048);
  private static final ForkedJvm HALF_A_GIBIBYTE = new ForkedJvm(512);
  private static final long MEBIBYTE = 1 << 20;

  /** The default one with {@code -Pfull}, else one that few rows reach. */
  private static final int BUDGET_MEBIBYTES = Effort.of(32, 512);

  private static final String BUDGET =
      "spark.parquetext.memory.maxBufferedBytes=" + BUDGET_MEBIBYTES + "m";

  /** Of a row page. */
  private static final long PAGE_BYTES = 256 << 10;

  @TempDir private Path directory;
  private SparkSession spark;

  @BeforeEach
  void openSession(SparkSession session) {
    spark = session;
  }

  @Test
  void aHundredFilesOpenAtOnce() throws Exception {
    long batchBytes = 10 * 1_000 * 8;
    MemoryReport report = openWriters(10, 1, 100, Effort.of(6, 120), 1_000);
    requireBounded(report, TWO_GIBIBYTES, 100, batchBytes);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
  }

  @Test
  void fourTasksOfTwentyFilesOfFiftyColumns() throws Exception {
    long batchBytes = 50 * 500 * 8;
    MemoryReport report = openWriters(50, 4, 20, Effort.of(4, 60), 500);
    requireBounded(report, TWO_GIBIBYTES, 80, batchBytes);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
  }

  /** All dictionaries double at the same row, so that one batch needs as much as was held. */
  @Test
  void aThousandColumns() throws Exception {
    HashedTable table = new HashedTable(1_000);
    int rows = Effort.of(3_000, 200_000);
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 2, "", table.expressions());
    requireBounded(report, TWO_GIBIBYTES, report.maxBufferedBytes() * 3 / 2);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void twentyTasksAtOnce() throws Exception {
    HashedTable table = new HashedTable(10);
    int rows = Effort.of(1_000_000, 20_000_000);
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 20, "", table.expressions());
    requireBounded(report, TWO_GIBIBYTES, 20, PAGE_BYTES);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void rowsOfTenMegabytes() throws Exception {
    int rows = Effort.of(16, 800);
    String text = "repeat(concat('012345678', id % 10), 1000000)";
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 4, "", "id", text + " AS text");
    requireBounded(report, TWO_GIBIBYTES, 4, 10_000_000);
    Row found =
        written().selectExpr("count(DISTINCT id)", "count_if(text = %s)".formatted(text)).head();
    assertThat(found).hasToString("[%d,%d]".formatted(rows, rows));
  }

  /** The execution memory of a task is no more than five mebibytes. */
  @Test
  void aSortThatSharesTheMemoryOfItsTask() throws Exception {
    HashedTable table = new HashedTable(10);
    int rows = Effort.of(800_000, 5_000_000);
    MemoryReport report =
        sparkJob(
            HALF_A_GIBIBYTE, "spark.memory.fraction=0.05", rows, 2, "hash2", table.expressions());
    requireBounded(report, HALF_A_GIBIBYTE, 2, PAGE_BYTES);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void aGigabyteThroughHalfAGibibyte() throws Exception {
    HashedTable table = new HashedTable(16);
    int rows = 8_000_000;
    MemoryReport report =
        sparkJob(HALF_A_GIBIBYTE, "spark.memory.fraction=0.6", rows, 2, "", table.expressions());
    requireBounded(report, HALF_A_GIBIBYTE, 2, PAGE_BYTES);
    table.requireRows(written(), rows);
  }

  /** The files of all writers make one table. */
  private MemoryReport openWriters(int columns, int tasks, int writers, int batches, int batchRows)
      throws Exception {
    TWO_GIBIBYTES.run(
        OpenWriters.class,
        directory,
        List.of(
            directory.toString(),
            Long.toString(BUDGET_MEBIBYTES * MEBIBYTE),
            Integer.toString(columns),
            Integer.toString(tasks),
            Integer.toString(writers),
            Integer.toString(batches),
            Integer.toString(batchRows)));
    new HashedTable(columns).requireRows(written(), (long) tasks * writers * batches * batchRows);
    return MemoryReport.read(directory);
  }

  private MemoryReport sparkJob(
      ForkedJvm jvm, String settings, int rows, int tasks, String sortedBy, String... columns)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory.toString(),
                settings,
                Integer.toString(rows),
                Integer.toString(tasks),
                sortedBy));
    arguments.addAll(Arrays.asList(columns));
    jvm.run(SparkJob.class, directory, arguments);
    return MemoryReport.read(directory);
  }

  private Dataset<Row> written() {
    return spark.read().parquet(directory.resolve("table").toString());
  }

  /**
   * The budget may be exceeded by half, and by a batch of each writer and what its columns need to
   * encode that.
   */
  private static void requireBounded(
      MemoryReport report, ForkedJvm jvm, int writers, long batchBytes) {
    requireBounded(report, jvm, report.maxBufferedBytes() / 2 + 4 * writers * batchBytes);
  }

  private static void requireBounded(MemoryReport report, ForkedJvm jvm, long beyond) {
    assertThat(report.peakBufferedBytes())
        .as("%s", report)
        .isBetween(1L, report.maxBufferedBytes() + beyond);
    assertThat(report.bufferedBytes()).as("%s", report).isZero();
    assertThat(report.peakDirectBytes()).as("%s", report).isBetween(1L, jvm.maxDirectBytes());
  }
}
