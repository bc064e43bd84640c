package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongDictionaryTest {

  private final LongDictionary dictionary = new LongDictionary();
  private FirstAppearance<Long> expected = new FirstAppearance<>();

  @ParameterizedTest
  @MethodSource("org.parquetext.dictionary.NumberPatterns#all")
  void numbersPatternsByFirstAppearance(long[] values) {
    index(values, 0, values.length, "pattern");
    assertEntries("pattern");
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersRandomPartsByFirstAppearanceThroughTrimsAndClears(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      long[] values = NumberPatterns.random(random);
      int from = random.nextInt(values.length + 1);
      index(values, from, random.nextInt(values.length - from + 1), "seed " + seed);
      afterwards(random, seed);
    }
  }

  private void afterwards(Random random, long seed) {
    if (random.nextInt(3) == 0) {
      dictionary.trim();
    }
    assertEntries("seed " + seed);
    if (random.nextInt(4) == 0) {
      dictionary.clear();
      expected = new FirstAppearance<>();
      assertEntries("seed " + seed);
    }
  }

  /** Ranges that creep up and down around a start, often one at the end of the long range. */
  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersNeighboursByFirstAppearance(long seed) {
    Random random = new Random(seed);
    long[] starts = {Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, 0, random.nextLong()};
    long start = starts[random.nextInt(starts.length)];
    for (int round = 0; round < 30; round++) {
      int range = 1 << random.nextInt(17);
      // Beyond an end of the long range it goes on at the other, which no window covers.
      long[] values =
          random.ints(random.nextInt(500), -range, range).mapToLong(v -> start + v).toArray();
      index(values, 0, values.length, "seed " + seed);
      afterwards(random, seed);
    }
  }

  @Test
  void tellsZerosAndNansApartByTheirBits() {
    long[] bits = {
      Double.doubleToRawLongBits(0.0),
      Double.doubleToRawLongBits(-0.0),
      0x7FF8_0000_0000_0000L,
      0x7FF8_0000_0000_0001L
    };
    index(bits, 0, 4, "bits of doubles");
    assertThat(dictionary.size()).isEqualTo(4);
  }

  @Test
  void trimGivesMemoryBackAfterClear() {
    long[] values = LongStream.range(0, 100_000).toArray();
    dictionary.index(values, 0, values.length, new int[values.length], 0);
    dictionary.clear();
    assertThat(dictionary.entries()).hasSizeGreaterThanOrEqualTo(100_000);
    dictionary.trim();
    assertThat(dictionary.entries()).hasSizeLessThan(1_000);
  }

  private void index(long[] values, int from, int count, String description) {
    int[] ids = new int[count + 2];
    Arrays.fill(ids, -7);
    dictionary.index(values, from, count, ids, 1);
    int[] expectedIds =
        Arrays.stream(values, from, from + count).mapToInt(v -> expected.id(v)).toArray();
    assertThat(Arrays.copyOfRange(ids, 1, count + 1)).as(description).isEqualTo(expectedIds);
    assertThat(ids[0]).as(description).isEqualTo(-7);
    assertThat(ids[count + 1]).as(description).isEqualTo(-7);
  }

  private void assertEntries(String description) {
    long[] values = expected.values().stream().mapToLong(Long::longValue).toArray();
    assertThat(dictionary.size()).as(description).isEqualTo(values.length);
    assertThat(dictionary.plainBytes()).as(description).isEqualTo(8L * values.length);
    assertThat(Arrays.copyOf(dictionary.entries(), values.length))
        .as(description)
        .isEqualTo(values);
  }
}
