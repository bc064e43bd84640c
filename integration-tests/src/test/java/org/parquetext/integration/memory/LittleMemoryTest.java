package org.parquetext.integration.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.ForkedJvm;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.WriteTest;

/**
 * Writes that are large for their JVM: none runs out of memory, on the heap or beside it, what is
 * buffered stays within its budget and what is allowed beyond, and every row is there.
 */
class LittleMemoryTest extends WriteTest {
  private static final ForkedJvm TWO_GIBIBYTES = new ForkedJvm(2048);
  private static final ForkedJvm HALF_A_GIBIBYTE = new ForkedJvm(512);
  private static final long MEBIBYTE = 1 << 20;

  /** The default one with {@code -Pfull}, else one that few rows reach. */
  private static final int BUDGET_MEBIBYTES = Effort.of(32, 512);

  private static final String BUDGET =
      "spark.parquetext.memory.maxBufferedBytes=" + BUDGET_MEBIBYTES + "m";

  /** Of a row page. */
  private static final long PAGE_BYTES = 256 << 10;

  @Test
  void aHundredPartitionsOpenAtOnce() throws Exception {
    fanout(10, 1, 100, Effort.of(600_000, 12_000_000));
  }

  @Test
  void fourTasksOfTwentyPartitionsOfFiftyColumns() throws Exception {
    fanout(50, 4, 20, Effort.of(160_000, 2_400_000));
  }

  /** A hundred thousand columns at a time, of which a batch has two rows. */
  @Test
  @FullEffort
  void aHundredPartitionsOfAThousandColumns() throws Exception {
    HashedTable table = new HashedTable(1_000);
    int rows = 2_000;
    MemoryReport report =
        sparkJob(
            TWO_GIBIBYTES,
            BUDGET + " spark.datasource.parquet-ext.fanout=true",
            rows,
            1,
            "",
            "part",
            table.expressions(100));
    requireBounded(report, TWO_GIBIBYTES, report.maxBufferedBytes() * 3 / 2);
    table.requireRows(written(), rows);
    assertThat(written().inputFiles()).hasSize(100);
  }

  /** Every task has all partitions open, and writes each into one file. */
  private void fanout(int columns, int tasks, int partitions, int rows) throws Exception {
    HashedTable table = new HashedTable(columns);
    MemoryReport report =
        sparkJob(
            TWO_GIBIBYTES,
            BUDGET + " spark.datasource.parquet-ext.fanout=true",
            rows,
            tasks,
            "",
            "part",
            table.expressions(partitions));
    requireBounded(report, TWO_GIBIBYTES, tasks, PAGE_BYTES);
    assertThat(report.rowGroupsClosedByMemory())
        .as("more than the last ones of the files: %s", report)
        .isPositive();
    table.requireRows(written(), rows);
    assertThat(written().inputFiles()).hasSize(tasks * partitions);
  }

  /** All dictionaries double at the same row, so that one batch needs as much as was held. */
  @Test
  void aThousandColumns() throws Exception {
    HashedTable table = new HashedTable(1_000);
    int rows = Effort.of(3_000, 200_000);
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 2, "", "", table.expressions());
    requireBounded(report, TWO_GIBIBYTES, report.maxBufferedBytes() * 3 / 2);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void twentyTasksAtOnce() throws Exception {
    HashedTable table = new HashedTable(10);
    int rows = Effort.of(1_000_000, 20_000_000);
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 20, "", "", table.expressions());
    requireBounded(report, TWO_GIBIBYTES, 20, PAGE_BYTES);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void rowsWithStringsOfTenMegabytes() throws Exception {
    String text = "repeat(concat('012345678', id % 10), 1000000)";
    hugeRows(24, 800, text);
  }

  /** More at a time than the memory outside of the heap would hold. */
  @Test
  void rowsWithListsOfTenMegabytes() throws Exception {
    MemoryReport report = hugeRows(24, 400, "array_repeat(id, 1250000)");
    assertThat(report.waitMillis()).as("%s", report).isPositive();
  }

  private MemoryReport hugeRows(int usual, int full, String huge) throws Exception {
    int rows = Effort.of(usual, full);
    MemoryReport report = sparkJob(TWO_GIBIBYTES, BUDGET, rows, 8, "", "", "id", huge + " AS huge");
    requireBounded(report, TWO_GIBIBYTES, 8, 10_000_000);
    Row found =
        written().selectExpr("count(DISTINCT id)", "count_if(huge = %s)".formatted(huge)).head();
    assertThat(found).hasToString("[%d,%d]".formatted(rows, rows));
    return report;
  }

  /**
   * The execution memory of a task is no more than five mebibytes. With more rows there would be
   * more spilled files than the heap has room for Spark's buffers, of a mebibyte for each.
   */
  @Test
  void aSortThatSharesTheMemoryOfItsTask() throws Exception {
    HashedTable table = new HashedTable(10);
    int rows = Effort.of(800_000, 2_000_000);
    MemoryReport report =
        sparkJob(
            HALF_A_GIBIBYTE,
            "spark.memory.fraction=0.05",
            rows,
            2,
            "hash2",
            "",
            table.expressions());
    requireBounded(report, HALF_A_GIBIBYTE, 2, PAGE_BYTES);
    assertThat(report.rowGroupsClosedByMemory()).as("%s", report).isPositive();
    table.requireRows(written(), rows);
  }

  @Test
  void aGigabyteThroughHalfAGibibyte() throws Exception {
    HashedTable table = new HashedTable(16);
    int rows = 8_000_000;
    MemoryReport report =
        sparkJob(
            HALF_A_GIBIBYTE, "spark.memory.fraction=0.6", rows, 2, "", "", table.expressions());
    requireBounded(report, HALF_A_GIBIBYTE, 2, PAGE_BYTES);
    table.requireRows(written(), rows);
  }

  private MemoryReport sparkJob(
      ForkedJvm jvm,
      String settings,
      int rows,
      int tasks,
      String sortedBy,
      String partitionedBy,
      String... columns)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory().toString(),
                settings,
                Integer.toString(rows),
                Integer.toString(tasks),
                sortedBy,
                partitionedBy));
    arguments.addAll(Arrays.asList(columns));
    jvm.run(SparkJob.class, directory(), arguments);
    return MemoryReport.read(directory());
  }

  private Dataset<Row> written() {
    return spark().read().parquet(directory().resolve("table").toString());
  }

  /**
   * The budget may be exceeded by half, and by a batch of each task and what its columns need to
   * encode that.
   */
  private static void requireBounded(
      MemoryReport report, ForkedJvm jvm, int tasks, long batchBytes) {
    requireBounded(report, jvm, report.maxBufferedBytes() / 2 + 4 * tasks * batchBytes);
  }

  private static void requireBounded(MemoryReport report, ForkedJvm jvm, long beyond) {
    assertThat(report.peakBufferedBytes())
        .as("%s", report)
        .isBetween(1L, report.maxBufferedBytes() + beyond);
    assertThat(report.bufferedBytes()).as("%s", report).isZero();
    assertThat(report.peakDirectBytes()).as("%s", report).isBetween(1L, jvm.maxDirectBytes());
  }
}
