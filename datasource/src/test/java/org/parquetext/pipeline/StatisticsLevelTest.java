package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** What is said of pages and chunks beside their values: statistics, indexes and checksums. */
class StatisticsLevelTest {

  private static final int ROWS = 3_000;
  private static final int TEXT = 1;

  private final MemoryFile file = new MemoryFile();

  @Test
  void statisticsOfTheChunkOnlyLeaveTheColumnIndexOut() throws IOException {
    write(TestWrites.options("pageRowLimit", "500", "statistics#text", "chunk"));

    assertThat(columnIndex(file, 0)).isNotNull();
    assertThat(columnIndex(file, TEXT)).isNull();
    assertThat(chunk(file, TEXT).getStatistics().hasNonNullValue()).isTrue();
    assertThat(chunk(file, TEXT).getStatistics().getNumNulls()).isEqualTo(ROWS / 7 + 1);
    assertOffsetIndex();
  }

  @Test
  void noStatisticsOfOneColumn() throws IOException {
    write(TestWrites.options("pageRowLimit", "500", "statistics#text", "none"));

    assertThat(columnIndex(file, 0)).isNotNull();
    assertThat(columnIndex(file, TEXT)).isNull();
    assertThat(chunk(file, TEXT).getStatistics().isEmpty()).isTrue();
    assertOffsetIndex();
  }

  @Test
  void noStatisticsAsParquetJavaLeavesThemOut() throws IOException {
    WriteOptions options = TestWrites.options("statistics", "none");
    write(options);
    MemoryFile expected = ParquetJavaFile.rewrite(file, options);

    for (int column = 0; column <= TEXT; column++) {
      assertThat(columnIndex(expected, column)).isNull();
      assertThat(columnIndex(file, column)).isNull();
      assertThat(chunk(file, column).getStatistics())
          .isEqualTo(chunk(expected, column).getStatistics());
      assertThat(chunk(file, column).getSizeStatistics().getUnencodedByteArrayDataBytes())
          .isEqualTo(chunk(expected, column).getSizeStatistics().getUnencodedByteArrayDataBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "5", "100"})
  void boundsOfPagesAreTruncatedAsParquetJavaTruncatesThem(String length) throws IOException {
    WriteOptions options =
        TestWrites.options("pageRowLimit", "500", "parquet.columnindex.truncate.length", length);
    write(options);
    ColumnIndex expected = columnIndex(ParquetJavaFile.rewrite(file, options), TEXT);

    assertThat(columnIndex(file, TEXT).getMinValues()).isEqualTo(expected.getMinValues());
    assertThat(columnIndex(file, TEXT).getMaxValues()).isEqualTo(expected.getMaxValues());
    assertThat(expected.getMinValues())
        .allMatch(bound -> bound.remaining() <= Integer.parseInt(length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void pagesHaveAChecksumIfWanted(String enabled) throws IOException {
    write(TestWrites.options("parquet.page.write-checksum.enabled", enabled));
    int start = (int) chunk(file, 0).getStartingPos();
    PageHeader header =
        Util.readPageHeader(
            new ByteArrayInputStream(file.bytes(), start, file.bytes().length - start));

    assertThat(header.isSetCrc()).isEqualTo(Boolean.parseBoolean(enabled));
    assertThat(file.rows()).hasSize(ROWS);
  }

  private void assertOffsetIndex() throws IOException {
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.readOffsetIndex(chunk(file, TEXT)).getPageCount()).isEqualTo(ROWS / 500);
    }
  }

  private void write(WriteOptions options) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA).options(options).build()) {
      TestWrites.writeRows(writer, root, ROWS, 1_000);
    }
  }

  private static ColumnChunkMetaData chunk(MemoryFile file, int column) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getRowGroups().get(0).getColumns().get(column);
    }
  }

  private static ColumnIndex columnIndex(MemoryFile file, int column) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.readColumnIndex(reader.getRowGroups().get(0).getColumns().get(column));
    }
  }
}
