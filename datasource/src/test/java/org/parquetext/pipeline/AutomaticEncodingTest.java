package org.parquetext.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** What {@code encoding=auto} makes of values of known shapes. */
class AutomaticEncodingTest {

  private static final int ROWS = 45_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "COUNTING_LONGS,       none,   DELTA_BINARY_PACKED",
    "COUNTING_LONGS,       snappy, DELTA_BINARY_PACKED",
    "COUNTING_LONGS,       zstd,   DELTA_BINARY_PACKED",
    "COUNTING_INTS,        none,   DELTA_BINARY_PACKED",
    "COUNTING_INTS,        zstd,   DELTA_BINARY_PACKED",
    "ANY_LONGS,            none,   PLAIN",
    "ANY_LONGS,            snappy, PLAIN",
    "ANY_LONGS,            zstd,   PLAIN",
    "ANY_INTS,             none,   PLAIN",
    "ANY_INTS,             zstd,   PLAIN",
    "COUNTING_TEXTS,       none,   DELTA_LENGTH_BYTE_ARRAY",
    "COUNTING_TEXTS,       snappy, DELTA_BYTE_ARRAY",
    "COUNTING_TEXTS,       zstd,   DELTA_BYTE_ARRAY",
    "TEXTS_OF_ANY_LENGTH,  none,   DELTA_LENGTH_BYTE_ARRAY",
    "TEXTS_OF_ANY_LENGTH,  zstd,   DELTA_LENGTH_BYTE_ARRAY",
    "LONG_TEXTS,           none,   PLAIN",
    "LONG_TEXTS,           zstd,   PLAIN"
  })
  void takesTheSmallest(Shape shape, String codec, Encoding expected) throws IOException {
    write(shape, options("compression", codec));

    assertThat(onlyStats().getDataEncodings()).containsExactly(expected);
    assertThat(onlyStats().getDictionaryEncodings()).isEmpty();
  }

  /** Differences take less than values, but a codec makes less of values that come again. */
  @Test
  void measuresWhatTheCodecLeaves() throws IOException {
    write(Shape.RETURNING_LONGS, options("compression", "none", "dictionaryEnabled", "false"));
    assertThat(onlyStats().getDataEncodings()).containsExactly(Encoding.DELTA_BINARY_PACKED);

    MemoryFile compressed = new MemoryFile();
    write(
        compressed,
        Shape.RETURNING_LONGS,
        options("compression", "zstd", "dictionaryEnabled", "false"));
    assertThat(stats(compressed).get(0).getDataEncodings()).containsExactly(Encoding.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd"})
  void keepsADictionaryWhoseIdsAreTheSmallest(String codec) throws IOException {
    for (Shape shape : List.of(Shape.FEW_LONGS, Shape.FEW_TEXTS)) {
      MemoryFile written = new MemoryFile();
      write(written, shape, options("compression", codec));
      assertThat(stats(written).get(0).getDataEncodings())
          .as("%s", shape)
          .containsExactly(Encoding.RLE_DICTIONARY);
    }
  }

  @ParameterizedTest
  @CsvSource({"PAIRS_OF_LONGS, DELTA_BINARY_PACKED", "PAIRS_OF_TEXTS, DELTA_BYTE_ARRAY"})
  void givesADictionaryUpWhoseIdsAreNotTheSmallest(Shape shape, Encoding expected)
      throws IOException {
    write(shape, options());
    assertThat(onlyStats().getDataEncodings()).containsExactly(expected);

    MemoryFile version1 = new MemoryFile();
    write(version1, shape, TestWrites.options());
    assertThat(stats(version1).get(0).getDataEncodings())
        .containsExactly(Encoding.PLAIN_DICTIONARY);
  }

  /** The first page alone says nothing of the pages after the dictionary. */
  @Test
  void measuresTheFirstPageBehindADictionary() throws IOException {
    write(
        i -> i < 20_000 ? i % 10L : i,
        new BigIntVector("a", allocator),
        ROWS,
        options("dictionaryPageSizeBytes", "8k", "compression", "none"));

    assertThat(onlyStats().getNumDataPagesEncodedAs(Encoding.RLE_DICTIONARY)).isEqualTo(1);
    assertThat(onlyStats().getNumDataPagesEncodedAs(Encoding.DELTA_BINARY_PACKED)).isEqualTo(2);
  }

  @Test
  void measuresThePageBehindPagesOfHardlyAnyValues() throws IOException {
    Random random = new Random(1);
    write(
        i -> i < 10 ? (Long) random.nextLong() : i < 20_000 ? null : (Long) (long) i,
        new BigIntVector("a", allocator),
        ROWS,
        options("dictionaryEnabled", "false"));

    assertThat(onlyStats().getNumDataPagesEncodedAs(Encoding.PLAIN)).isEqualTo(1);
    assertThat(onlyStats().getNumDataPagesEncodedAs(Encoding.DELTA_BINARY_PACKED)).isEqualTo(2);
  }

  @Test
  void measuresEachChunkByItself() throws IOException {
    Random random = new Random(2);
    write(
        i -> i < 20_000 ? random.nextLong() : i,
        new BigIntVector("a", allocator),
        ROWS,
        options("rowGroupMaxRows", "20000"));

    assertThat(stats(file))
        .extracting(EncodingStats::getDataEncodings)
        .map(Object::toString)
        .containsExactly("[PLAIN]", "[DELTA_BINARY_PACKED]", "[DELTA_BINARY_PACKED]");
  }

  @Test
  void valuesOfWhichNotTwoFitIntoASampleArePlain() throws IOException {
    write(
        i -> "x".repeat(200_000),
        new VarCharVector("a", allocator),
        20,
        options("dictionaryEnabled", "false"));

    assertThat(onlyStats().getDataEncodings()).containsExactly(Encoding.PLAIN);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void isNotLargerThanWhatParquetJavaWrites(Shape shape) throws IOException {
    for (String codec : List.of("none", "snappy", "zstd")) {
      for (String dictionary : List.of("true", "false")) {
        WriteOptions options = options("compression", codec, "dictionaryEnabled", dictionary);
        MemoryFile written = new MemoryFile();
        write(written, shape, options);
        assertNotLarger(written, options, shape + ", " + options);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Nulls.class)
  void noTypeIsLargerThanWhatParquetJavaWrites(Nulls nulls) throws IOException {
    List<ColumnKind> kinds = ColumnKinds.all();
    Schema schema = RandomBatch.schema(kinds, Nullability.NULLABLE);
    for (String codec : List.of("none", "snappy", "zstd")) {
      WriteOptions options = options("compression", codec);
      MemoryFile written = new MemoryFile();
      try (RandomBatch batch =
              RandomBatch.of(allocator, schema, kinds, nulls, 5_000, new Random(5));
          ArrowParquetWriter writer =
              ArrowParquetWriter.builder(written, schema).options(options).build()) {
        writer.write(batch.root());
      }
      assertNotLarger(written, options, nulls + ", " + options);
    }
  }

  /** By more than one part in a hundred, and a few bytes of levels. */
  private static void assertNotLarger(MemoryFile written, WriteOptions options, String where)
      throws IOException {
    List<ColumnChunkMetaData> expected = chunks(ParquetJavaFile.rewrite(written, options));
    List<ColumnChunkMetaData> actual = chunks(written);
    for (int i = 0; i < actual.size(); i++) {
      ColumnChunkMetaData chunk = actual.get(i);
      if (!isDeltaByteArrayRefused(chunk)) {
        assertThat(chunk.getTotalSize())
            .as("%s, %s", where, chunk)
            .isLessThanOrEqualTo(expected.get(i).getTotalSize() * 101 / 100 + 64);
      }
    }
  }

  /** Whether parquet-java takes what may be smaller, but is not read by Spark. */
  private static boolean isDeltaByteArrayRefused(ColumnChunkMetaData chunk) {
    PrimitiveTypeName type = chunk.getPrimitiveType().getPrimitiveTypeName();
    return type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        || type == PrimitiveTypeName.BINARY
            && chunk.getCodec() == CompressionCodecName.UNCOMPRESSED;
  }

  private static WriteOptions options(String... keysAndValues) {
    List<String> all = new ArrayList<>(List.of("writerVersion", "v2"));
    all.addAll(Arrays.asList(keysAndValues));
    return TestWrites.options(all.toArray(String[]::new));
  }

  private void write(Shape shape, WriteOptions options) throws IOException {
    write(file, shape, options);
  }

  private void write(MemoryFile to, Shape shape, WriteOptions options) throws IOException {
    int rows = shape == Shape.LONG_TEXTS ? ROWS / 10 : ROWS;
    write(to, shape.values(new Random(7)), shape.vector(allocator), rows, options);
  }

  private void write(IntFunction<?> values, FieldVector vector, int rows, WriteOptions options)
      throws IOException {
    write(file, values, vector, rows, options);
  }

  /** Writes one column, which is closed, and reads it back. */
  private static void write(
      MemoryFile to, IntFunction<?> values, FieldVector vector, int rows, WriteOptions options)
      throws IOException {
    List<List<Object>> expected = new ArrayList<>();
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    for (int row = 0; row < rows; row++) {
      expected.add(Arrays.asList(put(vector, row, values.apply(row))));
    }
    vector.setValueCount(rows);
    try (VectorSchemaRoot root = VectorSchemaRoot.of(vector);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(to, root.getSchema()).options(options).build()) {
      writer.write(root);
    }
    assertThat(to.rows()).isEqualTo(expected);
  }

  /** Returns what a reader must see. */
  private static Object put(FieldVector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
      return null;
    }
    if (vector instanceof IntVector ints) {
      ints.set(row, ((Number) value).intValue());
      return ((Number) value).intValue();
    }
    if (vector instanceof BigIntVector longs) {
      longs.set(row, ((Number) value).longValue());
      return ((Number) value).longValue();
    }
    byte[] bytes = ((String) value).getBytes(US_ASCII);
    ((VarCharVector) vector).setSafe(row, bytes);
    return Binary.fromConstantByteArray(bytes);
  }

  private EncodingStats onlyStats() throws IOException {
    assertThat(stats(file)).hasSize(1);
    return stats(file).get(0);
  }

  private static List<EncodingStats> stats(MemoryFile file) throws IOException {
    return chunks(file).stream().map(ColumnChunkMetaData::getEncodingStats).toList();
  }

  private static List<ColumnChunkMetaData> chunks(MemoryFile file) throws IOException {
    try (ParquetFileReader reader = file.open()) {
      return reader.getRowGroups().stream()
          .flatMap(rowGroup -> rowGroup.getColumns().stream())
          .toList();
    }
  }

  /** Values whose smallest encoding is known. */
  private enum Shape {
    COUNTING_INTS(32, (i, random) -> i * 3),
    COUNTING_LONGS(64, (i, random) -> i * 1_000L),
    ANY_INTS(32, (i, random) -> random.nextInt()),
    ANY_LONGS(64, (i, random) -> random.nextLong()),
    RETURNING_LONGS(64, (i, random) -> new Random(i % 333).nextLong() & 0xFF_FFFF_FFFFL),
    FEW_LONGS(64, (i, random) -> random.nextInt(100) * 0x1234_5678_9ABCL),
    PAIRS_OF_LONGS(64, (i, random) -> (long) (i / 2)),
    COUNTING_TEXTS(0, (i, random) -> "https://example.org/customers/%08d".formatted(i)),
    PAIRS_OF_TEXTS(0, (i, random) -> "https://example.org/customers/%08d".formatted(i / 2)),
    FEW_TEXTS(0, (i, random) -> "status " + random.nextInt(20)),
    TEXTS_OF_ANY_LENGTH(0, (i, random) -> text(1 + random.nextInt(40), random)),
    LONG_TEXTS(0, (i, random) -> text(1_900 + random.nextInt(200), random));

    private final int bits;
    private final Value value;

    Shape(int bits, Value value) {
      this.bits = bits;
      this.value = value;
    }

    IntFunction<Object> values(Random random) {
      return i -> value.of(i, random);
    }

    FieldVector vector(BufferAllocator allocator) {
      return switch (bits) {
        case 32 -> new IntVector("a", allocator);
        case 64 -> new BigIntVector("a", allocator);
        default -> new VarCharVector("a", allocator);
      };
    }

    private static String text(int length, Random random) {
      StringBuilder text = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        text.append((char) (' ' + random.nextInt(95)));
      }
      return text.toString();
    }

    /** The value of a row. */
    private interface Value {
      Object of(int row, Random random);
    }
  }
}
