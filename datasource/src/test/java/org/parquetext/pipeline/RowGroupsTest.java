package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.options.WriteOptions;

/** Where row groups end. */
class RowGroupsTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({"1000, 3500, 3500", "1000, 3500, 999", "1000, 3000, 7", "8192, 20000, 20000"})
  void endAtTheirRows(int maxRows, int rows, int batchRows) throws IOException {
    write(TestWrites.options("rowGroupMaxRows", String.valueOf(maxRows)), rows, batchRows);

    long[] written = rowGroupRows(file);
    assertThat(written).hasSize((rows + maxRows - 1) / maxRows);
    for (int i = 0; i < written.length; i++) {
      assertThat(written[i]).isEqualTo(Math.min(maxRows, rows - (long) i * maxRows));
    }
    assertThat(file.rows()).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "64k, none, 1000",
    "64k, snappy, 30000",
    "256k, zstd, 1000",
    "256k, none, 8192",
    "1m, snappy, 100000",
    "1m, none, 500"
  })
  void endAtTheirBytesAboutAsOftenAsParquetJavas(String bytes, String codec, int batchRows)
      throws IOException {
    WriteOptions options =
        TestWrites.options("rowGroupSizeBytes", bytes, "compression", codec, "pageSizeBytes", "8k");
    write(options, 100_000, batchRows);

    int expected = rowGroupRows(ParquetJavaFile.rewrite(file, options)).length;
    assertThat(rowGroupRows(file).length).isCloseTo(expected, within(1));
    assertThat(expected).isGreaterThan(1);
  }

  @Test
  void oneRowMayBeLargerThanARowGroup() throws IOException {
    write(TestWrites.options("rowGroupSizeBytes", "64"), 5, 1);

    assertThat(rowGroupRows(file).length).isBetween(2, 5);
    assertThat(file.rows()).hasSize(5);
  }

  @Test
  void flushEndsARowGroupThatHasRows() throws IOException {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer = ArrowParquetWriter.builder(file, TestWrites.SCHEMA).build()) {
      writer.flush();
      TestWrites.writeRows(writer, root, 10, 10);
      writer.flush();
      writer.flush();
      assertThat(writer.progress().rowsWritten()).isEqualTo(10);
      TestWrites.writeRows(writer, root, 5, 5);
    }

    assertThat(rowGroupRows(file)).containsExactly(10, 5);
  }

  private void write(WriteOptions options, int rows, int batchRows) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA).options(options).build()) {
      TestWrites.writeRows(writer, root, rows, batchRows);
    }
  }

  private static long[] rowGroupRows(MemoryFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getRowGroups().stream().mapToLong(BlockMetaData::getRowCount).toArray();
    }
  }
}
