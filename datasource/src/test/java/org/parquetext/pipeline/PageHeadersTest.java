package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.level.NestedData;
import org.parquetext.level.NestedFields;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** The headers of version 2 pages, beside parquet-java's of the same rows. */
class PageHeadersTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();
  private static final Schema SCHEMA = RandomBatch.schema(KINDS, Nullability.NULLABLE);

  private final MemoryFile file = new MemoryFile();

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void flatColumnsHaveParquetJavasHeaders(Nulls nulls) throws IOException {
    assertParquetJavasHeaders(writeFlat(nulls, "none"));
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void pagesOfParquetJavasEncodingsHaveItsHeaders(Nulls nulls) throws IOException {
    WriteOptions options = ParquetJavaFile.withItsVersion2Encodings(SCHEMA, "pageRowLimit", "300");
    write(nulls, options);
    assertParquetJavasHeaders(options);
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.getRowGroups().get(0).getColumns())
          .flatExtracting(chunk -> chunk.getEncodingStats().getDataEncodings())
          .contains(
              org.apache.parquet.column.Encoding.DELTA_BINARY_PACKED,
              org.apache.parquet.column.Encoding.DELTA_BYTE_ARRAY);
    }
  }

  @ParameterizedTest
  @CsvSource({"snappy", "zstd"})
  void compressedPagesHaveParquetJavasHeaders(String codec) throws IOException {
    assertParquetJavasHeaders(writeFlat(Nulls.SOME, codec));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nestedColumnsHaveParquetJavasHeaders(long seed) throws IOException {
    Random random = new Random(seed);
    Schema schema = NestedFields.schema(random, KINDS, 3, 3);
    WriteOptions options = options("snappy");
    try (BufferAllocator allocator = new RootAllocator();
        NestedData data = NestedData.of(allocator, schema, KINDS, 1_000, random);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).options(options).build()) {
      writer.write(data.root());
    }
    assertParquetJavasHeaders(options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zstd"})
  void aFlippedBitInLevelsOrValuesFailsTheChecksum(String codec) throws IOException {
    writeFlat(Nulls.SOME, codec);
    try (ParquetFileReader reader = file.open()) {
      ColumnChunkMetaData chunk = reader.getRowGroups().get(0).getColumns().get(0);
      int start = (int) chunk.getFirstDataPageOffset();
      int end = start + reader.readOffsetIndex(chunk).getCompressedPageSize(0);
      ByteArrayInputStream page = new ByteArrayInputStream(file.bytes(), start, end - start);
      PageHeader header = Util.readPageHeader(page);
      int levels = end - header.getCompressed_page_size();
      assertThat(header.getData_page_header_v2().getDefinition_levels_byte_length()).isPositive();
      for (int position : new int[] {levels, end - 1}) {
        assertThatThrownBy(() -> file.damagedAt(position).rows())
            .as("byte %d", position)
            .hasStackTraceContaining("CRC");
      }
    }
  }

  private void assertParquetJavasHeaders(WriteOptions options) throws IOException {
    List<PageHeader> expected = headers(ParquetJavaFile.rewrite(file, options));
    List<PageHeader> actual = headers(file);
    assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).getType()).as("page %d", i).isEqualTo(expected.get(i).getType());
      DataPageHeaderV2 own = actual.get(i).getData_page_header_v2();
      DataPageHeaderV2 theirs = expected.get(i).getData_page_header_v2();
      assertThat(facts(own)).as("page %d", i).isEqualTo(facts(theirs));
      if (own != null && !isMeasured(theirs.getEncoding())) {
        assertThat(own.getEncoding()).as("page %d", i).isEqualTo(theirs.getEncoding());
      }
      if (own != null && own.getEncoding() == theirs.getEncoding()) {
        assertThat(own.isIs_compressed()).as("page %d", i).isEqualTo(theirs.isIs_compressed());
      }
    }
  }

  /** Whether parquet-java takes the encoding where the smallest of several is taken here. */
  private static boolean isMeasured(Encoding encoding) {
    return encoding == Encoding.DELTA_BINARY_PACKED || encoding == Encoding.DELTA_BYTE_ARRAY;
  }

  /** All but the encoding and the lengths of levels, whose runs may be other ones. */
  private static List<Object> facts(DataPageHeaderV2 header) {
    if (header == null) {
      return List.of();
    }
    return List.of(
        header.getNum_rows(),
        header.getNum_values(),
        header.getNum_nulls(),
        header.getRepetition_levels_byte_length() > 0,
        header.getDefinition_levels_byte_length() > 0);
  }

  private static List<PageHeader> headers(MemoryFile file) throws IOException {
    List<PageHeader> headers = new ArrayList<>();
    try (ParquetFileReader reader = file.open()) {
      for (ColumnChunkMetaData chunk : reader.getRowGroups().get(0).getColumns()) {
        ByteArrayInputStream in =
            new ByteArrayInputStream(
                file.bytes(), (int) chunk.getStartingPos(), (int) chunk.getTotalSize());
        while (in.available() > 0) {
          headers.add(Util.readPageHeader(in));
          in.skipNBytes(headers.get(headers.size() - 1).getCompressed_page_size());
        }
      }
    }
    return headers;
  }

  private WriteOptions writeFlat(Nulls nulls, String codec) {
    WriteOptions options = options(codec);
    write(nulls, options);
    return options;
  }

  private void write(Nulls nulls, WriteOptions options) {
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatch batch = RandomBatch.of(allocator, SCHEMA, KINDS, nulls, 1_000, new Random(17));
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, SCHEMA).options(options).build()) {
      writer.write(batch.root());
    }
  }

  private static WriteOptions options(String codec) {
    return TestWrites.options("writerVersion", "v2", "compression", codec, "pageRowLimit", "300");
  }
}
