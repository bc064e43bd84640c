package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.OriginalType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixedRangeTest {

  /** Two zeros, infinities, the largest, and NaNs of both signs with payload, little-endian. */
  private static final byte[][] FLOAT16_EDGES = {
    {0, 0},
    {0, -128},
    {0, 0x7C},
    {0, -4},
    {-1, 0x7B},
    {-1, -5},
    {0, 0x7E},
    {1, 0x7C},
    {1, -4},
    {-1, 0x7F},
    {-1, -1}
  };

  static Stream<PrimitiveType> types() {
    Stream<PrimitiveType> plain =
        IntStream.rangeClosed(1, 20).mapToObj(width -> fixed(width, null));
    Stream<PrimitiveType> decimals =
        IntStream.rangeClosed(1, 20)
            .mapToObj(width -> fixed(width, LogicalTypeAnnotation.decimalType(0, 2)));
    Stream<PrimitiveType> others =
        Stream.of(
            fixed(16, LogicalTypeAnnotation.uuidType()),
            Types.optional(FIXED_LEN_BYTE_ARRAY)
                .length(12)
                .as(OriginalType.INTERVAL)
                .named("column"),
            fixed(2, LogicalTypeAnnotation.float16Type()));
    return Stream.of(plain, decimals, others).flatMap(types -> types);
  }

  private static PrimitiveType fixed(int width, LogicalTypeAnnotation annotation) {
    return Types.optional(FIXED_LEN_BYTE_ARRAY).length(width).as(annotation).named("column");
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdsWhatParquetJavaHolds(PrimitiveType type) {
    FixedRange range = new FixedRange(type);
    Random random = new Random(1);
    for (int page = 0; page < 1_000; page++) {
      Statistics<?> expected = Statistics.createStats(type);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        update(range, expected, random);
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed 1, page " + page);
    }
  }

  private static void update(FixedRange range, Statistics<?> expected, Random random) {
    int width = expected.type().getTypeLength();
    int values = random.nextInt(10);
    byte[] data = new byte[values * width];
    for (int i = 0; i < values; i++) {
      System.arraycopy(randomValue(random, width), 0, data, i * width, width);
    }
    int from = random.nextInt(values + 1);
    int count = random.nextInt(values - from + 1);
    for (int i = from; i < from + count; i++) {
      byte[] value = Arrays.copyOfRange(data, i * width, (i + 1) * width);
      expected.updateStats(Binary.fromConstantByteArray(value));
    }
    range.update(data, from, count);
    Arrays.fill(data, (byte) 0x5A);
  }

  private static byte[] randomValue(Random random, int width) {
    return width == 2 && random.nextBoolean()
        ? FLOAT16_EDGES[random.nextInt(FLOAT16_EDGES.length)]
        : RandomBytes.ofLength(random, width);
  }
}
