package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.Version;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.file.CreatedBy;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;
import org.parquetext.schema.SchemaConverter;

/** What the footer says, beside parquet-java's footer of the same rows. */
class FooterTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();
  private static final Schema SCHEMA = RandomBatch.schema(KINDS, Nullability.NULLABLE);
  private static final WriteOptions OPTIONS = options("writerVersion", "v1");

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void statesOfEachChunkWhatParquetJavaStates(Nulls nulls) throws IOException {
    assertSameAsParquetJava(nulls, OPTIONS);
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void statesOfByteStreamSplitWhatParquetJavaStates(Nulls nulls) throws IOException {
    assertSameAsParquetJava(nulls, options("parquet.enable.bytestreamsplit", "true"));
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void statesOfPlainWhatParquetJavaStatesWithoutDictionaries(Nulls nulls) throws IOException {
    assertSameAsParquetJava(nulls, options("encoding", "PLAIN"));
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void statesOfVersion2WhatParquetJavaStatesButOfMeasuredEncodings(Nulls nulls) throws IOException {
    assertSameAsParquetJava(nulls, options("writerVersion", "v2"), FooterTest::unmeasured);
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void statesOfVersion2WithItsEncodingsWhatParquetJavaStates(Nulls nulls) throws IOException {
    assertSameAsParquetJava(nulls, ParquetJavaFile.withItsVersion2Encodings(SCHEMA));
  }

  private void assertSameAsParquetJava(Nulls nulls, WriteOptions options) throws IOException {
    assertSameAsParquetJava(nulls, options, UnaryOperator.identity());
  }

  /** All but the encodings among which the smallest is taken. */
  private static Set<Encoding> unmeasured(Set<Encoding> encodings) {
    Set<Encoding> rest = EnumSet.noneOf(Encoding.class);
    rest.addAll(encodings);
    rest.removeAll(
        Set.of(
            Encoding.PLAIN,
            Encoding.DELTA_BINARY_PACKED,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Encoding.DELTA_BYTE_ARRAY));
    return rest;
  }

  private void assertSameAsParquetJava(
      Nulls nulls, WriteOptions options, UnaryOperator<Set<Encoding>> compared) throws IOException {
    write(nulls, 6_000, options);
    List<BlockMetaData> actual = footer(file).getBlocks();
    List<BlockMetaData> expected = footer(ParquetJavaFile.rewrite(file, options)).getBlocks();

    assertThat(actual)
        .extracting(BlockMetaData::getRowCount)
        .isEqualTo(expected.stream().map(BlockMetaData::getRowCount).toList());
    for (int i = 0; i < actual.size(); i++) {
      for (int column = 0; column < KINDS.size(); column++) {
        assertSame(
            actual.get(i).getColumns().get(column),
            expected.get(i).getColumns().get(column),
            compared,
            KINDS.get(column) + ", row group " + i);
      }
    }
  }

  private static WriteOptions options(String key, String value) {
    return TestWrites.options(
        "rowGroupMaxRows", "2500", "dictionaryPageSizeBytes", "4k", key, value);
  }

  private static void assertSame(
      ColumnChunkMetaData actual,
      ColumnChunkMetaData expected,
      UnaryOperator<Set<Encoding>> compared,
      String where) {
    assertThat(actual.getStatistics()).as(where).isEqualTo(expected.getStatistics());
    assertThat(actual.getValueCount()).as(where).isEqualTo(expected.getValueCount());
    assertThat(actual.getCodec()).as(where).isEqualTo(expected.getCodec());
    assertThat(actual.getPrimitiveType()).as(where).isEqualTo(expected.getPrimitiveType());
    assertThat(actual.hasDictionaryPage()).as(where).isEqualTo(expected.hasDictionaryPage());
    EncodingStats stats = actual.getEncodingStats();
    EncodingStats expectedStats = expected.getEncodingStats();
    assertThat(stats.getDictionaryEncodings())
        .as(where)
        .isEqualTo(expectedStats.getDictionaryEncodings());
    assertThat(stats.usesV2Pages()).as(where).isEqualTo(expectedStats.usesV2Pages());
    assertThat(compared.apply(actual.getEncodings()))
        .as(where)
        .isEqualTo(compared.apply(expected.getEncodings()));
    assertThat(compared.apply(stats.getDataEncodings()))
        .as(where)
        .isEqualTo(compared.apply(expectedStats.getDataEncodings()));
    assertThat(actual.getSizeStatistics().getUnencodedByteArrayDataBytes())
        .as(where)
        .isEqualTo(expected.getSizeStatistics().getUnencodedByteArrayDataBytes());
  }

  @Test
  void chunksFollowEachOtherFromTheFirstByteOn() throws IOException {
    write(Nulls.SOME, 6_000);
    long position = 4;
    int ordinal = 0;
    for (BlockMetaData rowGroup : footer(file).getBlocks()) {
      assertThat(rowGroup.getOrdinal()).isEqualTo(ordinal++);
      assertThat(rowGroup.getStartingPos()).isEqualTo(position);
      long uncompressed = 0;
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        assertThat(chunk.getStartingPos()).isEqualTo(position);
        position += chunk.getTotalSize();
        uncompressed += chunk.getTotalUncompressedSize();
      }
      assertThat(rowGroup.getTotalByteSize()).isEqualTo(uncompressed);
    }
  }

  @Test
  void namesTheWriterInAFormThatReadersParse() throws Exception {
    write(Nulls.SOME, 1);
    String createdBy = footer(file).getFileMetaData().getCreatedBy();
    ParsedVersion parsed = VersionParser.parse(createdBy);

    assertThat(parsed.application).isEqualTo("parquet-mr");
    assertThat(parsed.version).isEqualTo(Version.VERSION_NUMBER);
    assertThat(parsed.appBuildHash).startsWith("parquet-ext " + CreatedBy.version());
  }

  @Test
  void holdsSchemaAndKeyValues() throws IOException {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, SCHEMA)
            .options(
                TestWrites.options("keyValueMetadata.First", "0", "keyValueMetadata.first", "0"))
            .keyValueMetadata("first", "1")
            .keyValueMetadata("second", "")
            .build()) {
      writer.flush();
    }
    FileMetaData metadata = footer(file).getFileMetaData();

    assertThat(metadata.getSchema()).isEqualTo(SchemaConverter.convert(SCHEMA));
    assertThat(metadata.getKeyValueMetaData())
        .containsOnly(Map.entry("First", "0"), Map.entry("first", "1"), Map.entry("second", ""));
  }

  @Test
  void aFileWithoutRowsHoldsTheSchemaOnly() throws IOException {
    ArrowParquetWriter writer = ArrowParquetWriter.builder(file, SCHEMA).build();
    writer.close();

    assertThat(file.rows()).isEmpty();
    assertThat(footer(file).getBlocks()).isEmpty();
    assertThat(footer(file).getFileMetaData().getSchema())
        .isEqualTo(SchemaConverter.convert(SCHEMA));
    assertThat(writer.files()).hasSize(1);
    assertThat(writer.files().get(0).rows()).isZero();
    assertThat(writer.files().get(0).bytes()).isEqualTo(file.getLength());
  }

  private void write(Nulls nulls, int rows) {
    write(nulls, rows, OPTIONS);
  }

  private void write(Nulls nulls, int rows, WriteOptions options) {
    try (RandomBatch batch = RandomBatch.of(allocator, SCHEMA, KINDS, nulls, rows, new Random(11));
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, SCHEMA).options(options).build()) {
      writer.write(batch.root());
    }
  }

  private static ParquetMetadata footer(MemoryFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getFooter();
    }
  }
}
