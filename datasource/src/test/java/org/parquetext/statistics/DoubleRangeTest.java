package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleRangeTest {

  private static final PrimitiveType TYPE = Types.optional(DOUBLE).named("column");

  /** Zeros, infinities, subnormals and NaNs of both signs, quiet, signalling, with payload. */
  private static final long[] EDGES = {
    0x0000_0000_0000_0000L, 0x8000_0000_0000_0000L, 0x0000_0000_0000_0001L,
    0x8000_0000_0000_0001L, 0x7FF0_0000_0000_0000L, 0xFFF0_0000_0000_0000L,
    0x7FEF_FFFF_FFFF_FFFFL, 0xFFEF_FFFF_FFFF_FFFFL, 0x7FF8_0000_0000_0000L,
    0xFFF8_0000_0000_0000L, 0x7FF0_0000_0000_0001L, 0xFFF0_0000_0000_0001L,
    0x7FFF_FFFF_FFFF_FFFFL, 0xFFFF_FFFF_FFFF_FFFFL
  };

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsWhatParquetJavaHolds(long seed) {
    DoubleRange range = new DoubleRange(TYPE);
    Random random = new Random(seed);
    for (int page = 0; page < 100; page++) {
      Statistics<?> expected = Statistics.createStats(TYPE);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        long[] bits = randomBits(random);
        int from = random.nextInt(bits.length + 1);
        int count = random.nextInt(bits.length - from + 1);
        range.update(bits, from, count);
        for (int i = from; i < from + count; i++) {
          expected.updateStats(Double.longBitsToDouble(bits[i]));
        }
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed " + seed + ", page " + page);
    }
  }

  private static long[] randomBits(Random random) {
    int share = random.nextInt(4);
    return random
        .longs(random.nextInt(8))
        .map(bits -> random.nextInt(3) < share ? EDGES[random.nextInt(EDGES.length)] : bits)
        .toArray();
  }
}
