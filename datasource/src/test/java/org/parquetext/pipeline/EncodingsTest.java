package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOptions;
import org.parquetext.options.WriterVersion;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Encodings that were asked for: every type that has them, read back by parquet-java. */
class EncodingsTest {

  private static final int ROWS = 1_500;
  private static final List<ColumnKind> KINDS = ColumnKinds.all();

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  static Stream<Arguments> combinations() {
    List<Arguments> combinations = new ArrayList<>();
    for (ColumnEncoding encoding : ColumnEncoding.values()) {
      for (WriterVersion version : WriterVersion.values()) {
        for (String codec : List.of("none", "snappy", "zstd")) {
          combinations.add(
              Arguments.of(encoding, version, codec, Nullability.NOT_NULL, Nulls.NONE));
          for (Nulls nulls : Nulls.values()) {
            combinations.add(Arguments.of(encoding, version, codec, Nullability.NULLABLE, nulls));
          }
        }
      }
    }
    return combinations.stream();
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void everyTypeReadsBack(
      ColumnEncoding encoding,
      WriterVersion version,
      String codec,
      Nullability nullability,
      Nulls nulls)
      throws IOException {
    // Row groups and pages of odd sizes, so that stretches start anywhere.
    WriteOptions options =
        TestWrites.options(
            "encoding",
            encoding.toString(),
            "writerVersion",
            version.toString(),
            "compression",
            codec,
            "rowGroupMaxRows",
            "1333",
            "pageRowLimit",
            "301",
            "verify",
            "full");
    Schema schema = RandomBatch.schema(KINDS, nullability);
    try (RandomBatch batch =
        RandomBatch.of(allocator, schema, KINDS, nulls, ROWS, new Random(13))) {
      write(batch.root(), options);
      assertThat(file.rows()).isEqualTo(batch.rows());
    }
    for (ColumnChunkMetaData chunk : chunks()) {
      String type = chunk.getPrimitiveType().getPrimitiveTypeName().name();
      if (encoding != ColumnEncoding.AUTO && encoding.encodes(type)) {
        assertThat(chunk.getEncodingStats().getDataEncodings())
            .as("%s", chunk)
            .isEqualTo(Set.of(expected(encoding, version, nulls)));
      }
    }
  }

  /** The first row group shows that; see DictionaryTrialTest of the column package. */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void everyTypeReadsBackWhereDictionariesAreALossAndThenGivenUpWithinAPage(WriterVersion version)
      throws IOException {
    int rows = 24_000;
    WriteOptions options =
        TestWrites.options(
            "writerVersion",
            version.toString(),
            "dictionaryPageSizeBytes",
            "12k",
            "bloomFilter",
            "true",
            "rowGroupMaxRows",
            "8000",
            "verify",
            "full");
    Schema schema = RandomBatch.schema(KINDS, Nullability.NULLABLE);
    try (RandomBatch batch =
        RandomBatch.of(allocator, schema, KINDS, Nulls.SOME, rows, new Random(17))) {
      write(batch.root(), options);
      assertThat(file.rows()).isEqualTo(batch.rows());
    }
  }

  /** Pages without values have no ids, since there is no dictionary for them. */
  private static Encoding expected(ColumnEncoding encoding, WriterVersion version, Nulls nulls) {
    if (encoding != ColumnEncoding.RLE_DICTIONARY) {
      return Encoding.valueOf(encoding.name());
    }
    if (nulls == Nulls.ALL) {
      return Encoding.PLAIN;
    }
    return version == WriterVersion.V1 ? Encoding.PLAIN_DICTIONARY : Encoding.RLE_DICTIONARY;
  }

  @Test
  void aDictionaryThatWasAskedForIsKeptAlthoughItDoesNotPay() throws IOException {
    WriteProgress progress =
        writeNumbers(1_000, 0, TestWrites.options("encoding#n", "RLE_DICTIONARY"));

    assertThat(chunks().get(0).getEncodingStats().hasNonDictionaryEncodedPages()).isFalse();
    assertThat(chunks().get(0).hasDictionaryPage()).isTrue();
    assertThat(progress.dictionariesOutgrown()).isZero();
  }

  @Test
  void aDictionaryThatWasAskedForFallsBackToPlainWhereItOutgrowsItsLimit() throws IOException {
    WriteProgress progress =
        writeNumbers(
            1_000,
            0,
            TestWrites.options(
                "encoding", "RLE_DICTIONARY",
                "dictionaryPageSizeBytes", "4k",
                "pageRowLimit", "100"));

    EncodingStats stats = chunks().get(0).getEncodingStats();
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN_DICTIONARY)).isEqualTo(5);
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN)).isEqualTo(5);
    assertThat(progress.dictionariesOutgrown()).isEqualTo(1);
  }

  @Test
  void aDictionaryThatWasOnlyTriedIsNotCountedWhereItOutgrowsItsLimit() throws IOException {
    WriteProgress progress =
        writeNumbers(1_000, 0, TestWrites.options("dictionaryPageSizeBytes", "4k"));

    assertThat(chunks().get(0).hasDictionaryPage()).isFalse();
    assertThat(progress.dictionariesOutgrown()).isZero();
  }

  /** A filter without the dictionary's values would have readers skip them. */
  @Test
  void aChunkWithItsValuesInADictionaryAndPagesOfNullsHasNoBloomFilter() throws IOException {
    writeNumbers(
        1_000,
        250,
        TestWrites.options(
            "encoding", "RLE_DICTIONARY", "pageRowLimit", "100", "bloomFilter", "true"));

    EncodingStats stats = chunks().get(0).getEncodingStats();
    assertThat(stats.hasNonDictionaryEncodedPages()).isTrue();
    assertThat(chunks().get(0).getBloomFilterOffset()).isNegative();
  }

  @Test
  void pagesOfNullsDoNotEndADictionaryThatWasAskedFor() throws IOException {
    WriteProgress progress =
        writeNumbers(
            1_000, 250, TestWrites.options("encoding", "RLE_DICTIONARY", "pageRowLimit", "100"));

    EncodingStats stats = chunks().get(0).getEncodingStats();
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN)).isEqualTo(2);
    assertThat(stats.getNumDataPagesEncodedAs(Encoding.PLAIN_DICTIONARY)).isEqualTo(8);
    assertThat(progress.dictionariesOutgrown()).isZero();
  }

  @Test
  void anEncodingOfOneColumnWins() throws IOException {
    writeNumbers(
        1_000, 0, TestWrites.options("encoding", "PLAIN", "encoding#n", "DELTA_BINARY_PACKED"));

    assertThat(chunks().get(0).getEncodings())
        .isEqualTo(EnumSet.of(Encoding.DELTA_BINARY_PACKED, Encoding.RLE, Encoding.BIT_PACKED));
  }

  /** Distinct numbers, the first {@code nulls} of them null. */
  private WriteProgress writeNumbers(int rows, int nulls, WriteOptions options) throws IOException {
    Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
    List<List<Object>> expected = new ArrayList<>();
    WriteProgress progress;
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      BigIntVector numbers = (BigIntVector) root.getVector(0);
      numbers.allocateNew(rows);
      for (int row = 0; row < rows; row++) {
        if (row >= nulls) {
          numbers.set(row, row * 3L);
        }
        expected.add(Arrays.asList(row < nulls ? null : (Object) (row * 3L)));
      }
      root.setRowCount(rows);
      progress = write(root, options);
    }
    assertThat(file.rows()).isEqualTo(expected);
    return progress;
  }

  private WriteProgress write(VectorSchemaRoot root, WriteOptions options) {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, root.getSchema()).options(options).build()) {
      writer.write(root);
      writer.flush();
      return writer.progress();
    }
  }

  private List<ColumnChunkMetaData> chunks() throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getRowGroups().stream()
          .flatMap(rowGroup -> rowGroup.getColumns().stream())
          .toList();
    }
  }
}
