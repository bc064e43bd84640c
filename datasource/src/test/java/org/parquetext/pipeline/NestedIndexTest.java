package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.level.NestedData;
import org.parquetext.level.NestedFields;
import org.parquetext.options.WriteOptions;

/** What the footer and the indexes say of nested columns is what parquet-java says. */
class NestedIndexTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();

  /** Pages end by rows alone, and not below 100, before which parquet-java does not look. */
  private static final WriteOptions OPTIONS =
      TestWrites.options("pageRowLimit", "110", "pageSizeBytes", "64m");

  private final MemoryFile file = new MemoryFile();

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void metadataAndIndexesAreParquetJavas(long seed) throws IOException {
    Random random = new Random(seed);
    Schema schema = NestedFields.schema(random, KINDS, 4, random.nextInt(5));
    try (BufferAllocator allocator = new RootAllocator();
        NestedData data = NestedData.of(allocator, schema, KINDS, 500, random);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).options(OPTIONS).build()) {
      writer.write(data.root());
    }
    try (ParquetFileReader actual = file.open();
        ParquetFileReader expected = ParquetJavaFile.rewrite(file, OPTIONS).open()) {
      BlockMetaData expectedGroup = expected.getRowGroups().get(0);
      assertThat(actual.getRowGroups()).hasSize(1);
      for (int leaf = 0; leaf < expectedGroup.getColumns().size(); leaf++) {
        ColumnChunkMetaData chunk = actual.getRowGroups().get(0).getColumns().get(leaf);
        ColumnChunkMetaData other = expectedGroup.getColumns().get(leaf);
        String where = "seed " + seed + ", " + chunk.getPath() + " of " + schema;
        assertSameMetadata(chunk, other, where);
        assertSame(actual.readColumnIndex(chunk), expected.readColumnIndex(other), where);
        assertSame(actual.readOffsetIndex(chunk), expected.readOffsetIndex(other), where);
      }
    }
  }

  private static void assertSameMetadata(
      ColumnChunkMetaData actual, ColumnChunkMetaData expected, String where) {
    assertThat(actual.getPath()).as(where).isEqualTo(expected.getPath());
    assertThat(actual.getValueCount()).as(where).isEqualTo(expected.getValueCount());
    assertThat(actual.getEncodings()).as(where).isEqualTo(expected.getEncodings());
    assertThat(actual.getEncodingStats().getDataEncodings())
        .as(where)
        .isEqualTo(expected.getEncodingStats().getDataEncodings());
    assertThat(actual.hasDictionaryPage()).as(where).isEqualTo(expected.hasDictionaryPage());
    assertThat(actual.getStatistics()).as(where).isEqualTo(expected.getStatistics());
    SizeStatistics sizes = actual.getSizeStatistics();
    SizeStatistics others = expected.getSizeStatistics();
    assertThat(sizes.getRepetitionLevelHistogram())
        .as(where)
        .isEqualTo(others.getRepetitionLevelHistogram());
    assertThat(sizes.getDefinitionLevelHistogram())
        .as(where)
        .isEqualTo(others.getDefinitionLevelHistogram());
    assertThat(sizes.getUnencodedByteArrayDataBytes())
        .as(where)
        .isEqualTo(others.getUnencodedByteArrayDataBytes());
  }

  private static void assertSame(ColumnIndex actual, ColumnIndex expected, String where) {
    if (expected == null) {
      assertThat(actual).as(where).isNull();
      return;
    }
    assertThat(actual.getBoundaryOrder()).as(where).isEqualTo(expected.getBoundaryOrder());
    assertThat(actual.getNullPages()).as(where).isEqualTo(expected.getNullPages());
    assertThat(actual.getNullCounts()).as(where).isEqualTo(expected.getNullCounts());
    assertThat(actual.getMinValues()).as(where).isEqualTo(expected.getMinValues());
    assertThat(actual.getMaxValues()).as(where).isEqualTo(expected.getMaxValues());
    assertThat(actual.getRepetitionLevelHistogram())
        .as(where)
        .isEqualTo(expected.getRepetitionLevelHistogram());
    assertThat(actual.getDefinitionLevelHistogram())
        .as(where)
        .isEqualTo(expected.getDefinitionLevelHistogram());
  }

  private static void assertSame(OffsetIndex actual, OffsetIndex expected, String where) {
    assertThat(actual.getPageCount()).as(where).isEqualTo(expected.getPageCount());
    for (int page = 0; page < expected.getPageCount(); page++) {
      assertThat(actual.getFirstRowIndex(page))
          .as(where)
          .isEqualTo(expected.getFirstRowIndex(page));
      assertThat(actual.getUnencodedByteArrayDataBytes(page))
          .as(where)
          .isEqualTo(expected.getUnencodedByteArrayDataBytes(page));
    }
  }
}
