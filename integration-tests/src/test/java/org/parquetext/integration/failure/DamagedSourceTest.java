package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.PageLocation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteInputs;

/** A file that a query scans is damaged: its third batch cannot be read. */
class DamagedSourceTest extends FailureTest {
  private static final int BATCH = 1_000;
  private static final int DAMAGED_BATCH = 2;
  private static final int DAMAGED_BYTES = 500;

  @TempDir private Path sources;
  private Path source;

  @BeforeEach
  void damageTheSource() throws IOException {
    spark().conf().set("spark.sql.parquet.columnarReaderBatchSize", BATCH);
    table(5 * BATCH, "id", "xxhash64(id) AS noise", "id % 3 AS p")
        .write()
        .option("compression", "gzip")
        .option("parquet.page.row.count.limit", BATCH)
        .parquet(sources.resolve("source").toString());
    source = new TableDirectory(sources).parquetFile();
    damageAPage();
  }

  /** Of the noise, behind its header, which is read with the row group. */
  private void damageAPage() throws IOException {
    Footer footer = Footer.read(source);
    PageLocation page =
        footer
            .pageIndex(footer.rowGroups().get(0).getColumns().get(1))
            .offsets()
            .getPage_locations()
            .get(DAMAGED_BATCH);
    assertThat(page.getFirst_row_index()).isEqualTo(DAMAGED_BATCH * BATCH);
    byte[] damage = new byte[DAMAGED_BYTES];
    Arrays.fill(damage, (byte) 0xFF);
    try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
      file.seek(page.getOffset() + page.getCompressed_page_size() - DAMAGED_BYTES);
      file.write(damage);
    }
    Files.delete(source.resolveSibling("." + source.getFileName() + ".crc"));
  }

  private Dataset<Row> scan() {
    return spark().read().parquet(source.toString());
  }

  @Test
  void theBatchesBeforeItCanBeRead() {
    assertThat(scan().limit(DAMAGED_BATCH * BATCH).collectAsList()).hasSize(DAMAGED_BATCH * BATCH);
  }

  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void theOldTableStaysAndTheErrorIsTheReaders(SaveMode mode) {
    List<String> before = writeOldTable();
    WriteInputs inputs = WriteInputs.of(spark());
    assertThatThrownBy(
            () -> scan().write().format(FormatUnderTest.NAME).mode(mode).save(table().toString()))
        .hasStackTraceContaining("FAILED_READ_FILE")
        .hasStackTraceContaining(source.getFileName().toString());
    inputs.requireBatches();
    requireOldTable(before);
  }

  @Test
  void nothingIsLeftOfFinishedFilesOfPartitions() {
    WriteInputs inputs = WriteInputs.of(spark());
    assertThatThrownBy(
            () ->
                scan()
                    .write()
                    .format(FormatUnderTest.NAME)
                    .partitionBy("p")
                    .option("fanout", true)
                    .option("maxRecordsPerFile", 100)
                    .option("maxConcurrentUploads", 3)
                    .save(table().toString()))
        .hasStackTraceContaining("FAILED_READ_FILE");
    inputs.requireBatches();
    requireNoFiles();
  }
}
