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
import org.parquetext.buffer.Lengths;

class BinaryRangeTest {

  /** Of values whose arrays are not used again. */
  private static final int LONG = BinaryBound.MAX_REUSED_BYTES + 1;

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
    range.update(data, offsets, Lengths.of(offsets), from, count);
    Arrays.fill(data, (byte) 0x5A);
  }

  @Test
  void aLongValueIsHeldOnceAndNeverChanges() {
    BinaryRange range = new BinaryRange(Types.optional(BINARY).named("column"));
    byte[] data = new byte[2 * LONG];
    Arrays.fill(data, 0, LONG, (byte) 5);
    range.update(data, new int[] {0}, new int[] {LONG}, 0, 1);
    Statistics<?> one = range.toStatistics(0);
    assertThat(bytes(one.genericGetMin())).isSameAs(bytes(one.genericGetMax()));

    Arrays.fill(data, (byte) 7);
    Arrays.fill(data, 0, LONG, (byte) 3);
    range.update(data, new int[] {0, LONG}, new int[] {LONG, LONG}, 0, 2);
    assertValues(range.toStatistics(0), 3, 7);
    range.clear();
    Arrays.fill(data, (byte) 9);
    range.update(data, new int[] {0}, new int[] {LONG}, 0, 1);
    assertValues(range.toStatistics(0), 9, 9);
    assertValues(one, 5, 5);
  }

  @Test
  void shortValuesAreCopiedOut() {
    BinaryRange range = new BinaryRange(Types.optional(BINARY).named("column"));
    range.update(new byte[] {5}, new int[] {0}, new int[] {1}, 0, 1);
    Statistics<?> before = range.toStatistics(0);
    range.clear();
    range.update(new byte[] {3}, new int[] {0}, new int[] {1}, 0, 1);

    assertThat(before.getMinBytes()).containsExactly(5);
    assertThat(before.getMaxBytes()).containsExactly(5);
  }

  private static void assertValues(Statistics<?> statistics, int min, int max) {
    assertThat(statistics.getMinBytes()).hasSize(LONG).containsOnly(min);
    assertThat(statistics.getMaxBytes()).hasSize(LONG).containsOnly(max);
  }

  private static byte[] bytes(Object bound) {
    return ((Binary) bound).getBytesUnsafe();
  }

  @Test
  void ordersAPrefixBeforeWhatItBeginsEvenIfZerosFollow() {
    PrimitiveType type = Types.optional(BINARY).named("column");
    BinaryRange range = new BinaryRange(type);
    range.update(new byte[] {1, 0, 1, 0, 0, 1}, new int[] {0, 2, 5}, new int[] {2, 3, 1}, 0, 3);
    Statistics<?> statistics = range.toStatistics(0);
    assertThat(statistics.getMinBytes()).containsExactly(1);
    assertThat(statistics.getMaxBytes()).containsExactly(1, 0, 0);
  }
}
