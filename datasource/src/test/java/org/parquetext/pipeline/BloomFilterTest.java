package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Bloom filters of a table with a column of each physical type: parquet-java's, bit for bit. */
class BloomFilterTest {

  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message m {
            optional boolean c0; optional int32 c1; optional float c2; optional int64 c3;
            optional double c4; optional int96 c5; optional binary c6 (STRING);
            optional fixed_len_byte_array(16) c7;
          }
          """);

  private static final int ROWS = 10_000;
  private static final int ROW_GROUP_ROWS = 6_000;
  private static final int FEW = 10;

  /** So many that dictionaries of 8 KB are given up after some pages. */
  private static final int SOME = 2_500;

  private static final int MANY = 1_000_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bloomFilter true parquet.bloom.filter.max.bytes 4k",
        "bloomFilter true bloomFilterNdv 3000",
        "bloomFilter true bloomFilterNdv 3000 bloomFilterFpp 0.2",
        "bloomFilter true bloomFilterNdv 100000 parquet.bloom.filter.max.bytes 2k",
        "bloomFilter true parquet.bloom.filter.adaptive.enabled true",
        "bloomFilter true parquet.bloom.filter.adaptive.enabled true bloomFilterFpp 0.1"
            + " parquet.bloom.filter.candidates.number 8 parquet.bloom.filter.max.bytes 16k",
        "bloomFilter#c1 true parquet.bloom.filter.max.bytes 64",
        "bloomFilterNdv#c6 700 bloomFilterNdv#c7 40 bloomFilterFpp#c6 0.001 bloomFilterNdv#c3 9"
            + " bloomFilter#c3 false",
        "bloomFilterNdv 10"
      })
  void areThoseOfParquetJava(String settings) throws IOException {
    requireThoseOfParquetJava(FEW, settings);
    requireThoseOfParquetJava(SOME, settings);
    requireThoseOfParquetJava(MANY, settings);
    requireThoseOfParquetJava(SOME, "dictionaryEnabled false " + settings);
  }

  private void requireThoseOfParquetJava(int distinct, String settings) throws IOException {
    WriteOptions options = options(settings);
    MemoryFile written = new MemoryFile();
    write(written, distinct, Nulls.SOME, options);
    List<String> expected = filters(ParquetJavaFile.rewrite(written, options));
    assertThat(filters(written))
        .as("%d distinct values, %s", distinct, options)
        .isEqualTo(withoutBooleans(expected));
  }

  @Test
  void areThoseOfParquetJavaForChunksOfNulls() throws IOException {
    WriteOptions options = options("bloomFilter true bloomFilterNdv 100");
    write(file, MANY, Nulls.ALL, options);
    assertThat(filters(file))
        .doesNotContain("c1 none")
        .isEqualTo(withoutBooleans(filters(ParquetJavaFile.rewrite(file, options))));
  }

  /** parquet-java takes the number of the last column for all of them. */
  @Test
  void ofOneColumnMayHaveItsOwnNumberOfSizes() throws IOException {
    write(
        file,
        FEW,
        Nulls.SOME,
        options(
            "bloomFilter true dictionaryEnabled false parquet.bloom.filter.adaptive.enabled true"
                + " parquet.bloom.filter.max.bytes 64k"
                + " parquet.bloom.filter.candidates.number#c3 1"
                + " parquet.bloom.filter.candidates.number#c4 3"));
    try (ParquetFileReader reader = file.open()) {
      BlockMetaData rowGroup = reader.getRowGroups().get(0);
      assertThat(filter(reader, rowGroup, 1).getBitsetSize()).isEqualTo(4 << 10);
      assertThat(filter(reader, rowGroup, 3).getBitsetSize()).isEqualTo(64 << 10);
      assertThat(filter(reader, rowGroup, 4).getBitsetSize()).isEqualTo(16 << 10);
    }
  }

  @Test
  void areLeftOutWhereAllPagesUseTheDictionary() throws IOException {
    write(file, FEW, Nulls.NONE, options("bloomFilter true"));
    assertThat(filters(file))
        .contains("c1 none", "c2 none", "c3 none", "c4 none", "c5 none", "c6 none");
  }

  @Test
  void areLeftOutWhereNobodyAskedForThem() throws IOException {
    write(file, MANY, Nulls.NONE, options("bloomFilter#c1 true"));
    assertThat(filters(file))
        .doesNotContain("c1 none")
        .contains("c2 none", "c3 none", "c4 none", "c5 none", "c6 none", "c7 none");
  }

  @Test
  void ofBooleansAreNotWritten() throws IOException {
    write(file, MANY, Nulls.NONE, options("bloomFilter true bloomFilter#c0 true"));
    assertThat(filters(file)).contains("c0 none").doesNotContain("c1 none");
  }

  @ParameterizedTest
  @CsvSource({"0.01, 2500", "0.1, 2500", "0.01, 1000000", "0.1, 1000000"})
  void holdAllValuesOfTheirRowGroupAndFewOthers(double falsePositives, int distinct)
      throws IOException {
    // The sizes are powers of two: for these numbers little more than what is asked for.
    int ndv = falsePositives == 0.01 ? 6_500 : 10_000;
    String settings = "bloomFilter true bloomFilterNdv %d bloomFilterFpp %s";
    write(file, distinct, Nulls.SOME, options(settings.formatted(ndv, falsePositives)));
    List<List<Object>> rows = file.rows();
    try (ParquetFileReader reader = file.open()) {
      for (int column = 1; column < TYPE.getFieldCount(); column++) {
        BloomFilter filter = filter(reader, reader.getRowGroups().get(0), column);
        for (List<Object> row : rows.subList(0, ROW_GROUP_ROWS)) {
          Object value = row.get(column);
          assertThat(value == null || filter.findHash(filter.hash(value)))
              .as("column %d, %s", column, value)
              .isTrue();
        }
        assertThat(shareOfAbsentValuesFound(filter, column))
            .as("column %d", column)
            .isLessThanOrEqualTo(falsePositives * 1.2);
      }
    }
  }

  private static double shareOfAbsentValuesFound(BloomFilter filter, int column) {
    int absent = 20_000;
    int found = 0;
    for (int number = MANY; number < MANY + absent; number++) {
      found += filter.findHash(filter.hash(seen(column, number))) ? 1 : 0;
    }
    return (double) found / absent;
  }

  @Test
  void areAsFullAsTheProbabilityAllows() throws IOException {
    write(
        file,
        MANY,
        Nulls.NONE,
        options("bloomFilter true bloomFilterNdv 6700 bloomFilterFpp 0.01"));
    try (ParquetFileReader reader = file.open()) {
      for (int column = 1; column < TYPE.getFieldCount(); column++) {
        BloomFilter filter = filter(reader, reader.getRowGroups().get(0), column);
        assertThat(shareOfAbsentValuesFound(filter, column))
            .as("column %d", column)
            .isBetween(0.002, 0.012);
      }
    }
  }

  @Test
  void followTheOffsetIndexes() throws IOException {
    write(file, MANY, Nulls.SOME, options("bloomFilter true parquet.bloom.filter.max.bytes 1k"));
    try (ParquetFileReader reader = file.open()) {
      long end = 0;
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
          IndexReference index = chunk.getOffsetIndexReference();
          end = Math.max(end, index.getOffset() + index.getLength());
        }
      }
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
          if (chunk.getBloomFilterOffset() >= 0) {
            assertThat(chunk.getBloomFilterOffset()).isEqualTo(end);
            assertThat(chunk.getBloomFilterLength()).isGreaterThan(1 << 10);
            end += chunk.getBloomFilterLength();
          }
        }
      }
      assertThat(end).isEqualTo(footerStart(file.bytes()));
    }
  }

  private static WriteOptions options(String settings) {
    String common =
        "compression none dictionaryPageSizeBytes 8k pageRowLimit 500 rowGroupMaxRows "
            + ROW_GROUP_ROWS
            + " ";
    return TestWrites.options((common + settings).split(" "));
  }

  private void write(MemoryFile to, int distinct, Nulls nulls, WriteOptions options) {
    List<ColumnKind> kinds = kinds(distinct);
    Random random = new Random(distinct);
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(to, RandomBatch.schema(kinds, Nullability.NULLABLE))
            .messageType(TYPE)
            .options(options)
            .runtime(EncoderRuntime.create(2, 1 << 30))
            .build()) {
      for (int rows = 0; rows < ROWS; rows += ROWS / 4) {
        try (RandomBatch batch =
            RandomBatch.of(
                allocator,
                RandomBatch.schema(kinds, Nullability.NULLABLE),
                kinds,
                nulls,
                ROWS / 4,
                random)) {
          writer.write(batch.root());
        }
      }
    }
  }

  /** Columns c0 to c7, each with that many distinct values. */
  private static List<ColumnKind> kinds(int distinct) {
    ArrowType single = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
    ArrowType twice = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    ArrowType micros = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    return List.of(
        ColumnKinds.named("bool"),
        fixed(new ArrowType.Int(32, true), 4, distinct, BloomFilterTest::spread),
        fixed(single, 4, distinct, n -> Float.floatToRawIntBits(n / 4f)),
        fixed(new ArrowType.Int(64, true), 8, distinct, BloomFilterTest::spread),
        fixed(twice, 8, distinct, n -> Double.doubleToRawLongBits(n / 4.0)),
        fixed(micros, 8, distinct, n -> n),
        new ColumnKind(
            "text",
            new ArrowType.Utf8(),
            (vector, row, random) -> {
              ((VarCharVector) vector).setSafe(row, text(random.nextInt(distinct)));
              return null;
            }),
        new ColumnKind(
            "fixed",
            new ArrowType.FixedSizeBinary(16),
            (vector, row, random) -> {
              ((FixedSizeBinaryVector) vector).set(row, sixteen(random.nextInt(distinct)));
              return null;
            }));
  }

  private static ColumnKind fixed(ArrowType type, int width, int distinct, Spread spread) {
    return ColumnKind.fixed(
        type.toString(), type, width, random -> spread.of(random.nextInt(distinct)), bits -> bits);
  }

  /** The value with a number, as a reader of the column sees it. */
  private static Object seen(int column, int number) {
    return switch (column) {
      case 1 -> (int) spread(number);
      case 2 -> number / 4f;
      case 3 -> spread(number);
      case 4 -> number / 4.0;
      case 5 -> Binary.fromConstantByteArray(int96(number));
      case 6 -> Binary.fromConstantByteArray(text(number));
      default -> Binary.fromConstantByteArray(sixteen(number));
    };
  }

  private static long spread(int number) {
    return number * 0x9E3779B97F4A7C15L;
  }

  private static byte[] text(int number) {
    return ("number " + number).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sixteen(int number) {
    return ByteBuffer.allocate(16).putLong(spread(number)).putInt(number).array();
  }

  private static byte[] int96(int micros) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(micros * 1000L)
        .putInt(2_440_588)
        .array();
  }

  /** Bits of the value with a number. */
  private interface Spread {
    long of(int number);
  }

  private static int footerStart(byte[] bytes) {
    int end = bytes.length - 8;
    return end - LittleEndian.getInt(bytes, end);
  }

  /** Of every chunk the column's name and the filter's bits, or {@code none}. */
  private static List<String> filters(MemoryFile file) throws IOException {
    List<String> filters = new ArrayList<>();
    try (ParquetFileReader reader = file.open()) {
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        for (int column = 0; column < rowGroup.getColumns().size(); column++) {
          filters.add("c" + column + " " + text(filter(reader, rowGroup, column)));
        }
      }
    }
    assertThat(filters).hasSize(2 * TYPE.getFieldCount());
    return filters;
  }

  /** parquet-java writes filters of booleans, in which there is nothing. */
  private static List<String> withoutBooleans(List<String> filters) {
    return filters.stream().map(text -> text.startsWith("c0 ") ? "c0 none" : text).toList();
  }

  private static BloomFilter filter(ParquetFileReader reader, BlockMetaData rowGroup, int column) {
    return reader
        .getBloomFilterDataReader(rowGroup)
        .readBloomFilter(rowGroup.getColumns().get(column));
  }

  private static String text(BloomFilter filter) throws IOException {
    if (filter == null) {
      return "none";
    }
    ByteArrayOutputStream bits = new ByteArrayOutputStream();
    filter.writeTo(bits);
    // Short, for the messages.
    return bits.size() + " bytes, SHA-256 " + sha256(bits.toByteArray());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
