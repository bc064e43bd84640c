package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Column and offset indexes agree with the pages, and with parquet-java's of the same rows. */
class PageIndexTest {

  private static final int ROWS = 2_000;
  private static final int PAGE_ROWS = 300;
  private static final WriteOptions OPTIONS =
      TestWrites.options("pageRowLimit", String.valueOf(PAGE_ROWS));

  private final MemoryFile file = new MemoryFile();

  static Stream<ColumnKind> kinds() {
    return ColumnKinds.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void offsetIndexLeadsToEachPage(ColumnKind kind) throws IOException {
    write(kind);
    try (ParquetFileReader reader = file.open()) {
      ColumnChunkMetaData chunk = reader.getRowGroups().get(0).getColumns().get(0);
      OffsetIndex index = reader.readOffsetIndex(chunk);
      long position = chunk.getFirstDataPageOffset();
      assertThat(index.getPageCount()).isEqualTo((ROWS + PAGE_ROWS - 1) / PAGE_ROWS);
      for (int page = 0; page < index.getPageCount(); page++) {
        assertThat(index.getFirstRowIndex(page)).isEqualTo((long) page * PAGE_ROWS);
        assertThat(index.getOffset(page)).isEqualTo(position);
        position += index.getCompressedPageSize(page);
      }
      assertThat(position).isEqualTo(chunk.getStartingPos() + chunk.getTotalSize());
    }
  }

  /** All but the doubles, which contain NaN: those have no column index. */
  static Stream<ColumnKind> ordered() {
    return kinds().filter(kind -> !kind.toString().equals("float64"));
  }

  @Test
  void aPageWithNaNLeavesTheColumnIndexOutAsParquetJavaDoes() throws IOException {
    write(ColumnKinds.named("float64"));

    assertThat(columnIndex(file)).isNull();
    assertThat(columnIndex(ParquetJavaFile.rewrite(file, OPTIONS))).isNull();
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void columnIndexIsParquetJavas(ColumnKind kind) throws IOException {
    write(kind);
    ColumnIndex actual = columnIndex(file);
    ColumnIndex expected = columnIndex(ParquetJavaFile.rewrite(file, OPTIONS));

    assertThat(actual.getBoundaryOrder()).isEqualTo(expected.getBoundaryOrder());
    assertThat(actual.getNullPages()).isEqualTo(expected.getNullPages());
    assertThat(actual.getNullCounts()).isEqualTo(expected.getNullCounts());
    assertThat(actual.getMinValues()).isEqualTo(expected.getMinValues());
    assertThat(actual.getMaxValues()).isEqualTo(expected.getMaxValues());
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void columnIndexCountsTheNullsAndBoundsTheValuesOfEachPage(ColumnKind kind) throws IOException {
    List<List<Object>> rows = write(kind);
    try (ParquetFileReader reader = file.open()) {
      ColumnChunkMetaData chunk = reader.getRowGroups().get(0).getColumns().get(0);
      ColumnIndex index = reader.readColumnIndex(chunk);
      for (int page = 0; page < index.getNullPages().size(); page++) {
        int to = Math.min(ROWS, (page + 1) * PAGE_ROWS);
        List<Object> values =
            rows.subList(page * PAGE_ROWS, to).stream().map(row -> row.get(0)).toList();
        long nulls = values.stream().filter(Objects::isNull).count();
        assertThat(index.getNullCounts().get(page)).isEqualTo(nulls);
        if (!index.getNullPages().get(page)) {
          Bounds bounds = new Bounds(chunk.getPrimitiveType(), index, page);
          assertThat(values.stream().filter(Objects::nonNull)).allMatch(bounds::hold);
        }
      }
    }
  }

  private List<List<Object>> write(ColumnKind kind) {
    List<ColumnKind> kinds = List.of(kind);
    Schema schema = RandomBatch.schema(kinds, Nullability.NULLABLE);
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatch batch =
            RandomBatch.of(allocator, schema, kinds, Nulls.SOME, ROWS, new Random(2));
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).options(OPTIONS).build()) {
      writer.write(batch.root());
      return batch.rows();
    }
  }

  private static ColumnIndex columnIndex(MemoryFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.readColumnIndex(reader.getRowGroups().get(0).getColumns().get(0));
    }
  }

  /** The least and greatest value of a page, in the order of the column's type. */
  private static final class Bounds {

    private final Comparator<Object> order;
    private final Object least;
    private final Object greatest;

    Bounds(PrimitiveType type, ColumnIndex index, int page) {
      this.order = type.comparator();
      this.least = value(type, index.getMinValues().get(page));
      this.greatest = value(type, index.getMaxValues().get(page));
    }

    boolean hold(Object value) {
      return order.compare(least, value) <= 0 && order.compare(value, greatest) <= 0;
    }

    private static Object value(PrimitiveType type, ByteBuffer bytes) {
      ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      switch (type.getPrimitiveTypeName()) {
        case BOOLEAN:
          return little.get() != 0;
        case INT32:
          return little.getInt();
        case INT64:
          return little.getLong();
        case FLOAT:
          return little.getFloat();
        case DOUBLE:
          return little.getDouble();
        default:
          return Binary.fromConstantByteBuffer(bytes);
      }
    }
  }
}
