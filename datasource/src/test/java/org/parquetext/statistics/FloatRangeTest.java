package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloatRangeTest {

  private static final PrimitiveType TYPE = Types.optional(FLOAT).named("column");

  /** Zeros, infinities, subnormals and NaNs of both signs, quiet, signalling, with payload. */
  private static final int[] EDGES = {
    0x0000_0000, 0x8000_0000, 0x0000_0001, 0x8000_0001, 0x7F80_0000, 0xFF80_0000, 0x7F7F_FFFF,
    0xFF7F_FFFF, 0x7FC0_0000, 0xFFC0_0000, 0x7F80_0001, 0xFF80_0001, 0x7FFF_FFFF, 0xFFFF_FFFF
  };

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsWhatParquetJavaHolds(long seed) {
    FloatRange range = new FloatRange(TYPE);
    Random random = new Random(seed);
    for (int page = 0; page < 100; page++) {
      Statistics<?> expected = Statistics.createStats(TYPE);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        int[] bits = randomBits(random);
        int from = random.nextInt(bits.length + 1);
        int count = random.nextInt(bits.length - from + 1);
        range.update(bits, from, count);
        for (int i = from; i < from + count; i++) {
          expected.updateStats(Float.intBitsToFloat(bits[i]));
        }
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed " + seed + ", page " + page);
    }
  }

  private static int[] randomBits(Random random) {
    int share = random.nextInt(4);
    return random
        .ints(random.nextInt(8))
        .map(bits -> random.nextInt(3) < share ? EDGES[random.nextInt(EDGES.length)] : bits)
        .toArray();
  }
}
