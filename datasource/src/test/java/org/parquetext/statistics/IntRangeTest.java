package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntRangeTest {

  private static final int[] EDGES = {
    0, 1, -1, 127, 128, -128, 255, 65_535, Integer.MIN_VALUE, Integer.MAX_VALUE
  };

  static Stream<PrimitiveType> types() {
    return Stream.of(
            null,
            LogicalTypeAnnotation.intType(8, true),
            LogicalTypeAnnotation.intType(16, true),
            LogicalTypeAnnotation.intType(32, true),
            LogicalTypeAnnotation.intType(8, false),
            LogicalTypeAnnotation.intType(16, false),
            LogicalTypeAnnotation.intType(32, false),
            LogicalTypeAnnotation.dateType(),
            LogicalTypeAnnotation.timeType(true, TimeUnit.MILLIS),
            LogicalTypeAnnotation.decimalType(2, 9))
        .map(annotation -> Types.optional(INT32).as(annotation).named("column"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdsWhatParquetJavaHolds(PrimitiveType type) {
    IntRange range = new IntRange(type);
    Random random = new Random(1);
    for (int page = 0; page < 300; page++) {
      Statistics<?> expected = Statistics.createStats(type);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        int[] values = randomValues(random);
        int from = random.nextInt(values.length + 1);
        int count = random.nextInt(values.length - from + 1);
        range.update(values, from, count);
        for (int i = from; i < from + count; i++) {
          expected.updateStats(values[i]);
        }
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed 1, page " + page);
    }
  }

  private static int[] randomValues(Random random) {
    int shift = random.nextInt(32);
    return random
        .ints(random.nextInt(20))
        .map(value -> value % 5 == 0 ? EDGES[random.nextInt(EDGES.length)] : value >> shift)
        .toArray();
  }
}
