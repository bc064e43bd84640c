package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.TableDirectory;

/** Writes more to a disk than it holds, and looks at what is left, before the disk is gone. */
final class DiskFullJob {
  private static final long OLD_ROWS = 100;

  /** Of 16 bytes that cannot be compressed. */
  private static final long TOO_MANY_ROWS = 5_000_000;

  /** What directories and checksums may differ by. */
  private static final long SLACK_BYTES = 64 << 10;

  private DiskFullJob() {}

  /**
   * Writes.
   *
   * @param arguments the disk, a directory elsewhere, mode, layout, and version of the committer
   */
  public static void main(String... arguments) throws Exception {
    Path disk = Path.of(arguments[0]);
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.local.dir", arguments[1])
            .config("spark.sql.warehouse.dir", arguments[1] + "/warehouse")
            .config("spark.unsafe.exceptionOnMemoryLeak", true)
            .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", arguments[4])
            .getOrCreate();
    try {
      run(spark, disk, SaveMode.valueOf(arguments[2]), Layout.valueOf(arguments[3]));
    } finally {
      spark.stop();
    }
  }

  private static void run(SparkSession spark, Path disk, SaveMode mode, Layout layout)
      throws Exception {
    Path table = disk.resolve("table");
    writer(spark, OLD_ROWS, layout).save(table.toString());
    List<String> names = new TableDirectory(disk).names();
    long free = free(disk);
    Throwable failure =
        catchThrowable(
            () -> writer(spark, TOO_MANY_ROWS, layout).mode(mode).save(table.toString()));
    assertThat(failure)
        .as("failure of the write")
        .hasStackTraceContaining("No space left on device")
        .hasStackTraceContaining("Cannot write")
        .hasStackTraceContaining("file:" + table)
        .hasStackTraceContaining("part-0000");
    assertThat(new TableDirectory(disk).names()).as("files").isEqualTo(names);
    assertThat(spark.read().parquet(table.toString()).count()).as("rows").isEqualTo(OLD_ROWS);
    assertThat(free(disk)).as("bytes that are free").isGreaterThanOrEqualTo(free - SLACK_BYTES);
    Resources.requireReleased();
    writer(spark, OLD_ROWS, layout).mode(mode).save(table.toString());
    assertThat(spark.read().parquet(table.toString()).count())
        .as("rows after another write")
        .isEqualTo(mode == SaveMode.Append ? 2 * OLD_ROWS : OLD_ROWS);
  }

  private static long free(Path disk) throws Exception {
    return Files.getFileStore(disk).getUsableSpace();
  }

  private static DataFrameWriter<Row> writer(SparkSession spark, long rows, Layout layout) {
    DataFrameWriter<Row> writer =
        spark
            .range(0, rows, 1, 2)
            .selectExpr(
                "xxhash64(id) AS a", "xxhash64(id, 1) AS b", "id * 2 DIV %d AS p".formatted(rows))
            .write()
            .format(FormatUnderTest.NAME)
            .option("rowGroupSizeBytes", 8 << 20);
    return layout == Layout.PARTITIONED ? writer.partitionBy("p") : writer;
  }
}
