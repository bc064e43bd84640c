package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;

import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BooleanRangeTest {

  private static final PrimitiveType TYPE = Types.optional(BOOLEAN).named("column");

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsWhatParquetJavaHolds(long seed) {
    BooleanRange range = new BooleanRange(TYPE);
    Random random = new Random(seed);
    for (int page = 0; page < 100; page++) {
      Statistics<?> expected = Statistics.createStats(TYPE);
      range.clear();
      for (int batch = random.nextInt(3); batch > 0; batch--) {
        int count = random.nextInt(200);
        long[] words = randomWords(random, count);
        range.update(words, count);
        for (int i = 0; i < count; i++) {
          expected.updateStats((words[i >> 6] >>> i & 1) == 1);
        }
      }
      ParquetJavaStatistics.assertSame(range, expected, page, "seed " + seed + ", page " + page);
    }
  }

  /** All false, all true or one of them different; the bits behind the last one are random. */
  private static long[] randomWords(Random random, int count) {
    long[] words = new long[(count + 63) / 64 + random.nextInt(2)];
    Arrays.fill(words, random.nextBoolean() ? -1 : 0);
    if (count > 0 && random.nextInt(3) == 0) {
      int flipped = random.nextInt(count);
      words[flipped >> 6] ^= 1L << flipped;
    }
    if (count % 64 != 0) {
      words[count >> 6] ^= random.nextLong() & -1L << count;
    }
    return words;
  }
}
