package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** Where pages end, how they are encoded, and that damage to them shows. */
class PagesTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @Test
  void pagesEndAtTheRowLimit() throws IOException {
    writeRows(10_000, TestWrites.options("pageRowLimit", "777"));

    for (int column = 0; column < 2; column++) {
      List<DataPageV1> pages = pages(column);
      assertThat(pages).hasSize(13);
      assertThat(pages.subList(0, 12)).extracting(DataPageV1::getValueCount).containsOnly(777);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void pagesEndAtTheirBytes(String dictionary) throws IOException {
    writeRows(
        50_000, TestWrites.options("pageSizeBytes", "10000", "dictionaryEnabled", dictionary));

    for (int column = 0; column < 2; column++) {
      List<DataPageV1> pages = pages(column);
      assertThat(pages).extracting(DataPageV1::getUncompressedSize).allMatch(b -> b <= 10_000);
      assertThat(pages.subList(0, pages.size() - 1))
          .extracting(DataPageV1::getUncompressedSize)
          .allMatch(bytes -> bytes >= 9_000);
    }
  }

  @Test
  void aValueLargerThanAPageGetsAPageOfItsOwn() throws IOException {
    int[] lengths = {10, 5_000_000, 10, 20, 3_000_000, 3_000_000, 5};
    writeTexts(WriteOptions.defaults(), lengths);

    assertThat(file.rows()).hasSize(lengths.length);
    assertThat(pages(0)).extracting(DataPageV1::getValueCount).containsExactly(1, 1, 2, 1, 1, 1);
  }

  @Test
  void aDictionaryThatDoesNotPayIsGivenUpInTheFirstPage() throws IOException {
    writeRows(30_000, WriteOptions.defaults());

    for (int column = 0; column < 2; column++) {
      ColumnChunkMetaData chunk = chunk(column);
      assertThat(chunk.hasDictionaryPage()).isFalse();
      assertThat(chunk.getEncodingStats().getDictionaryEncodings()).isEmpty();
      assertThat(chunk.getEncodingStats().getDataEncodings()).containsExactly(Encoding.PLAIN);
    }
  }

  @Test
  void aDictionaryThatOutgrowsItsLimitIsGivenUpFromThatPageOn() throws IOException {
    int[] lengths = new int[3_000];
    Arrays.setAll(lengths, row -> row < 2_000 ? row % 10 : row - 1_900);
    writeTexts(
        TestWrites.options("dictionaryPageSizeBytes", "100k", "pageRowLimit", "500"), lengths);

    EncodingStats stats = chunk(0).getEncodingStats();
    assertThat(stats.getNumDictionaryPagesEncodedAs(Encoding.PLAIN_DICTIONARY)).isEqualTo(1);
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN_DICTIONARY)).isEqualTo(4);
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN)).isEqualTo(2);
    assertThat(file.rows()).hasSize(3_000);
  }

  @Test
  void theNextRowGroupTriesItsDictionaryAgain() throws IOException {
    int[] lengths = new int[4_000];
    Arrays.setAll(lengths, row -> row < 2_000 ? row : row % 10);
    writeTexts(
        TestWrites.options("rowGroupMaxRows", "2000", "dictionaryPageSizeBytes", "1k"), lengths);

    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.getRowGroups())
          .extracting(rowGroup -> rowGroup.getColumns().get(0).hasDictionaryPage())
          .containsExactly(false, true);
    }
  }

  /** Of the second row group the dictionary would pay, but its first rows do not show that. */
  @Test
  void noValueIsLostWhereADictionaryIsGivenUpWithinAPage() throws IOException {
    Schema schema = new Schema(List.of(Field.notNullable("n", new ArrowType.Int(64, true))));
    WriteOptions options = TestWrites.options("rowGroupMaxRows", "20000", "verify", "full");
    List<List<Object>> expected = new ArrayList<>();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).options(options).build()) {
      BigIntVector numbers = (BigIntVector) root.getVector(0);
      for (int row = 0; row < 40_000; row++) {
        long number = Math.min(row, 22_048);
        numbers.setSafe(row, number);
        expected.add(List.of(number));
      }
      root.setRowCount(40_000);
      writer.write(root);
    }

    assertThat(file.rows()).isEqualTo(expected);
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.getRowGroups())
          .extracting(rowGroup -> rowGroup.getColumns().get(0).hasDictionaryPage())
          .containsExactly(false, false);
    }
  }

  @Test
  void aFlippedBitInAnyPageFailsTheChecksum() throws IOException {
    writeTexts(
        TestWrites.options("compression", "none", "pageRowLimit", "5"),
        new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    List<Integer> lastBytes = new ArrayList<>();
    ColumnChunkMetaData chunk = chunk(0);
    assertThat(chunk.hasDictionaryPage()).isTrue();
    lastBytes.add((int) chunk.getFirstDataPageOffset() - 1);
    try (ParquetFileReader reader = file.open()) {
      var index = reader.readOffsetIndex(chunk);
      for (int page = 0; page < index.getPageCount(); page++) {
        lastBytes.add((int) index.getOffset(page) + index.getCompressedPageSize(page) - 1);
      }
    }
    assertThat(lastBytes).hasSize(4);

    for (int position : lastBytes) {
      assertThatThrownBy(() -> file.damagedAt(position).rows())
          .as("byte %d", position)
          .hasStackTraceContaining("CRC");
    }
  }

  private void writeRows(int rows, WriteOptions options) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA).options(options).build()) {
      TestWrites.writeRows(writer, root, rows, 9_000);
    }
  }

  private void writeTexts(WriteOptions options, int... lengths) {
    Schema schema = new Schema(List.of(Field.notNullable("text", new ArrowType.Utf8())));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).options(options).build()) {
      VarCharVector texts = (VarCharVector) root.getVector(0);
      for (int row = 0; row < lengths.length; row++) {
        byte[] text = new byte[lengths[row]];
        Arrays.fill(text, (byte) 'x');
        texts.setSafe(row, text);
      }
      root.setRowCount(lengths.length);
      writer.write(root);
    }
  }

  private ColumnChunkMetaData chunk(int column) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getRowGroups().get(0).getColumns().get(column);
    }
  }

  /** The data pages of one column of the first row group. */
  private List<DataPageV1> pages(int column) throws IOException {
    List<DataPageV1> pages = new ArrayList<>();
    try (ParquetFileReader reader = file.open();
        PageReadStore rowGroup = reader.readNextRowGroup()) {
      ColumnDescriptor descriptor = reader.getFileMetaData().getSchema().getColumns().get(column);
      PageReader pageReader = rowGroup.getPageReader(descriptor);
      for (var page = pageReader.readPage(); page != null; page = pageReader.readPage()) {
        pages.add((DataPageV1) page);
      }
    }
    return pages;
  }
}
