package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.WriteException;
import org.parquetext.options.WriteOptions;

/** Where files end. */
class RollingTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final List<MemoryFile> files = new ArrayList<>();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({"1000, 3500, 3500, 100000", "1000, 3000, 7, 300", "8192, 30000, 9999, 5000"})
  void maxRecordsPerFileIsExact(int maxRecords, int rows, int batchRows, int rowGroupRows)
      throws IOException {
    WriteOptions options =
        TestWrites.options(
            "maxRecordsPerFile",
            String.valueOf(maxRecords),
            "rowGroupMaxRows",
            String.valueOf(rowGroupRows));
    List<WrittenFile> written = write(options, rows, batchRows);

    assertThat(written).hasSize((rows + maxRecords - 1) / maxRecords);
    for (int i = 0; i < written.size(); i++) {
      long left = rows - (long) i * maxRecords;
      assertThat(written.get(i).rows()).isEqualTo(Math.min(maxRecords, left));
      assertThat(written.get(i).closedBy())
          .isEqualTo(left >= maxRecords ? CloseReason.ROWS : CloseReason.END);
    }
    assertRowsInOrder(rows);
  }

  @Test
  void aTargetOfZeroNeverRolls() throws IOException {
    WriteOptions options =
        TestWrites.options("targetFileSizeBytes", "0", "rowGroupMaxRows", "2000");

    assertThat(write(options, 30_000, 3_000)).hasSize(1);
    assertRowsInOrder(30_000);
  }

  @Test
  void aWriterOfOneFileRefusesToRollInsteadOfDroppingRows() {
    MemoryFile only = new MemoryFile("only.parquet");
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(only, TestWrites.SCHEMA)
            .options(TestWrites.options("maxRecordsPerFile", "10", "maxConcurrentUploads", "0"))
            .build();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
      assertThatThrownBy(
              () -> {
                TestWrites.writeRows(writer, root, 11, 11);
                writer.close();
              })
          .isInstanceOf(WriteException.class)
          .hasMessageStartingWith("Cannot write a second file beside only.parquet");
    }
    assertThat(writer.files()).hasSize(1);
  }

  @Test
  void filesStateTheirFacts() throws IOException {
    List<WrittenFile> written =
        write(
            TestWrites.options("maxRecordsPerFile", "5000", "rowGroupMaxRows", "2000"),
            12_000,
            12_000);

    for (int i = 0; i < files.size(); i++) {
      WrittenFile facts = written.get(i);
      assertThat(facts.path()).isEqualTo("file-" + i);
      assertThat(facts.bytes()).isEqualTo(files.get(i).getLength());
      assertThat(facts.footer().getBlocks()).hasSize(facts.rowGroupRows().length);
      assertThat(facts.rowGroupBytes()).hasSameSizeAs(facts.rowGroupRows());
    }
    assertThat(written.get(0).rowGroupRows()).containsExactly(2000, 2000, 1000);
    assertThat(written.get(2).rowGroupRows()).containsExactly(2000);
  }

  @Test
  void rowGroupsThatAreHeldAreNotForgottenWhereEachFillsAFile() throws IOException {
    WriteOptions options = TestWrites.options("targetFileSizeBytes", "8k", "rowGroupMaxRows", "2");
    List<WrittenFile> written = write(options, 6, 6, "x".repeat(7_200));

    assertThat(written).extracting(WrittenFile::rows).containsExactly(2L, 2L, 2L);
    assertRowsInOrder(6);
  }

  private List<WrittenFile> write(WriteOptions options, int rows, int batchRows) {
    return write(options, rows, batchRows, "");
  }

  private List<WrittenFile> write(WriteOptions options, int rows, int batchRows, String comment) {
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
            .options(options)
            .keyValueMetadata("comment", comment)
            .build();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
      TestWrites.writeRows(writer, root, rows, batchRows);
      writer.close();
    }
    assertThat(files).allMatch(MemoryFile::isFinished);
    return writer.files();
  }

  private void assertRowsInOrder(int rows) throws IOException {
    long number = 0;
    for (MemoryFile file : files) {
      for (List<Object> row : file.rows()) {
        assertThat(row.get(0)).isEqualTo(number++);
      }
    }
    assertThat(number).isEqualTo(rows);
  }
}
