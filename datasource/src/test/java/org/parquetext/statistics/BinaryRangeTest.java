package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryRangeTest {

  static Stream<PrimitiveType> types() {
    return Stream.of(
            null,
            LogicalTypeAnnotation.stringType(),
            LogicalTypeAnnotation.enumType(),
            LogicalTypeAnnotation.jsonType(),
            LogicalTypeAnnotation.bsonType(),
            LogicalTypeAnnotation.decimalType(2, 60))
        .map(annotation -> Types.optional(BINARY).as(annotation).named("column"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdsWhatParquetJavaHolds(PrimitiveType type) {
    BinaryRange range = new BinaryRange(type);
    Random random = new Random(1);
    for (int page = 0; page < 3_000; page++) {
      Statistics<?> expected = Statistics.createStats(type);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        update(range, expected, random);
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed 1, page " + page);
    }
  }

  private static void update(BinaryRange range, Statistics<?> expected, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] offsets = new int[random.nextInt(10) + 1];
    int maxLength = random.nextInt(30);
    for (int i = 1; i < offsets.length; i++) {
      bytes.writeBytes(RandomBytes.ofLength(random, random.nextInt(maxLength + 1)));
      offsets[i] = bytes.size();
    }
    byte[] data = bytes.toByteArray();
    int from = random.nextInt(offsets.length);
    int count = random.nextInt(offsets.length - from);
    for (int i = from; i < from + count; i++) {
      byte[] value = Arrays.copyOfRange(data, offsets[i], offsets[i + 1]);
      expected.updateStats(Binary.fromConstantByteArray(value));
    }
    range.update(data, offsets, from, count);
    Arrays.fill(data, (byte) 0x5A);
  }

  @Test
  void ordersAPrefixBeforeWhatItBeginsEvenIfZerosFollow() {
    PrimitiveType type = Types.optional(BINARY).named("column");
    BinaryRange range = new BinaryRange(type);
    range.update(new byte[] {1, 0, 1, 0, 0, 1}, new int[] {0, 2, 5, 6}, 0, 3);
    Statistics<?> statistics = range.toStatistics(0);
    assertThat(statistics.getMinBytes()).containsExactly(1);
    assertThat(statistics.getMaxBytes()).containsExactly(1, 0, 0);
  }
}
