package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** Where pages of a list of longs end: between rows, at the limits. */
class NestedPagesTest {

  private static final Field LIST =
      new Field(
          "a",
          FieldType.nullable(new ArrowType.List()),
          List.of(Field.nullable("item", new ArrowType.Int(64, true))));
  private static final Schema SCHEMA = new Schema(List.of(LIST));

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 999, 1_000})
  void pagesEndAtTheRowLimit(int limit) throws IOException {
    int[] lengths = Collections.nCopies(1_000, 3).stream().mapToInt(i -> i).toArray();
    write(TestWrites.options("pageRowLimit", String.valueOf(limit)), lengths);

    List<Integer> entries = entriesOfPages();
    assertThat(entries).hasSize((1_000 + limit - 1) / limit);
    assertThat(entries.subList(0, 1_000 / limit)).containsOnly(3 * limit);
    assertReadsBack(lengths);
  }

  @Test
  void pagesEndAtTheirBytesOfValuesAndLevels() throws IOException {
    int[] lengths = new int[60_000];
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] = row % 10 - 1;
    }
    write(TestWrites.options("pageSizeBytes", "10000", "dictionaryEnabled", "false"), lengths);

    List<DataPageV1> pages = pages();
    assertThat(pages).extracting(DataPageV1::getUncompressedSize).allMatch(b -> b <= 10_000);
    assertThat(pages.subList(0, pages.size() - 1))
        .extracting(DataPageV1::getUncompressedSize)
        .allMatch(bytes -> bytes >= 9_000);
    assertReadsBack(lengths);
  }

  @Test
  void pagesOfNothingButLevelsEndToo() throws IOException {
    write(TestWrites.options("pageSizeBytes", "1000", "pageRowLimit", "1000000"), new int[50_000]);

    assertThat(entriesOfPages()).hasSizeGreaterThan(5).allMatch(entries -> entries <= 4_000);
  }

  @Test
  void aRowLargerThanAPageGetsAPageOfItsOwn() throws IOException {
    int[] lengths = {5, 40_000, 2, 0, -1, 100_000, 30_000, 1};
    write(TestWrites.options("pageSizeBytes", "100000", "dictionaryEnabled", "false"), lengths);

    assertThat(entriesOfPages()).containsExactly(5, 40_000, 4, 100_000, 30_000, 1);
    assertReadsBack(lengths);
  }

  @Test
  void theOffsetIndexCountsRows() throws IOException {
    write(TestWrites.options("pageRowLimit", "3"), 2, 0, -1, 4, 1, 1, 9);

    try (ParquetFileReader reader = file.open()) {
      OffsetIndex index = reader.readOffsetIndex(reader.getRowGroups().get(0).getColumns().get(0));
      assertThat(List.of(0, 1, 2)).allMatch(page -> index.getFirstRowIndex(page) == 3L * page);
    }
    assertThat(entriesOfPages()).containsExactly(4, 6, 9);
  }

  /** A list per row, null for a negative length, of numbers that count on through all rows. */
  private void write(WriteOptions options, int... lengths) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, SCHEMA).options(options).build()) {
      ListVector list = (ListVector) root.getVector(0);
      BigIntVector items = (BigIntVector) list.getDataVector();
      int at = 0;
      for (int row = 0; row < lengths.length; row++) {
        if (lengths[row] < 0) {
          list.setNull(row);
          continue;
        }
        list.startNewValue(row);
        for (int i = 0; i < lengths[row]; i++) {
          items.setSafe(at, at);
          at++;
        }
        list.endValue(row, lengths[row]);
      }
      root.setRowCount(lengths.length);
      writer.write(root);
    }
  }

  private void assertReadsBack(int... lengths) throws IOException {
    List<List<Object>> expected = new ArrayList<>();
    long at = 0;
    for (int length : lengths) {
      List<Object> items = length < 0 ? null : new ArrayList<>();
      for (int i = 0; i < length; i++) {
        items.add(at++);
      }
      expected.add(Collections.singletonList(items));
    }
    assertThat(NestedFile.rows(file, SCHEMA)).isEqualTo(expected);
  }

  private List<Integer> entriesOfPages() throws IOException {
    return pages().stream().map(DataPageV1::getValueCount).toList();
  }

  private List<DataPageV1> pages() throws IOException {
    List<DataPageV1> pages = new ArrayList<>();
    try (ParquetFileReader reader = file.open();
        PageReadStore rowGroup = reader.readNextRowGroup()) {
      PageReader pageReader =
          rowGroup.getPageReader(reader.getFileMetaData().getSchema().getColumns().get(0));
      for (var page = pageReader.readPage(); page != null; page = pageReader.readPage()) {
        pages.add((DataPageV1) page);
      }
    }
    return pages;
  }
}
