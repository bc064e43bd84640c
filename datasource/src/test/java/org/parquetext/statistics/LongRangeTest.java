package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongRangeTest {

  private static final long[] EDGES = {
    0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE
  };

  static Stream<PrimitiveType> types() {
    return Stream.of(
            null,
            LogicalTypeAnnotation.intType(64, true),
            LogicalTypeAnnotation.intType(64, false),
            LogicalTypeAnnotation.timeType(true, TimeUnit.MICROS),
            LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS),
            LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS),
            LogicalTypeAnnotation.decimalType(2, 18))
        .map(annotation -> Types.optional(INT64).as(annotation).named("column"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdsWhatParquetJavaHolds(PrimitiveType type) {
    LongRange range = new LongRange(type);
    Random random = new Random(1);
    for (int page = 0; page < 300; page++) {
      Statistics<?> expected = Statistics.createStats(type);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        long[] values = randomValues(random);
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

  private static long[] randomValues(Random random) {
    int shift = random.nextInt(64);
    return random
        .longs(random.nextInt(20))
        .map(value -> value % 5 == 0 ? EDGES[random.nextInt(EDGES.length)] : value >> shift)
        .toArray();
  }
}
