package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntDictionaryTest {

  private final IntDictionary dictionary = new IntDictionary();
  private FirstAppearance<Integer> expected = new FirstAppearance<>();

  @ParameterizedTest
  @MethodSource("org.parquetext.dictionary.NumberPatterns#all")
  void numbersPatternsByFirstAppearance(long[] values) {
    int[] low = Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    int[] high = Arrays.stream(values).mapToInt(v -> (int) (v >>> 32)).toArray();
    index(low, 0, low.length, "low halves");
    index(high, 0, high.length, "high halves");
    assertEntries("both halves");
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersRandomPartsByFirstAppearanceThroughTrimsAndClears(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      int[] values = Arrays.stream(NumberPatterns.random(random)).mapToInt(v -> (int) v).toArray();
      int from = random.nextInt(values.length + 1);
      index(values, from, random.nextInt(values.length - from + 1), "seed " + seed);
      afterwards(random, seed);
    }
  }

  /** Ranges that creep up and down around a start, often one at the end of the int range. */
  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersNeighboursByFirstAppearance(long seed) {
    Random random = new Random(seed);
    int[] starts = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, random.nextInt()};
    int start = starts[random.nextInt(starts.length)];
    for (int round = 0; round < 30; round++) {
      int range = 1 << random.nextInt(17);
      int[] values =
          random.ints(random.nextInt(500), -range, range).map(v -> saturated(start, v)).toArray();
      index(values, 0, values.length, "seed " + seed);
      afterwards(random, seed);
    }
  }

  private static int saturated(int start, int distance) {
    long value = (long) start + distance;
    return (int) Math.min(Math.max(value, Integer.MIN_VALUE), Integer.MAX_VALUE);
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

  @Test
  void keepsIdsWhenValuesSpreadOut() {
    index(new int[] {5, 6, 5}, 0, 3, "close");
    index(new int[] {6, Integer.MIN_VALUE, 5, Integer.MAX_VALUE}, 0, 4, "spread");
    assertEntries("spread");
  }

  @Test
  void trimGivesMemoryBackAfterClear() {
    int[] values = IntStream.range(0, 100_000).toArray();
    dictionary.index(values, 0, values.length, new int[values.length], 0);
    dictionary.clear();
    assertThat(dictionary.entries()).hasSizeGreaterThanOrEqualTo(100_000);
    dictionary.trim();
    assertThat(dictionary.entries()).hasSizeLessThan(1_000);
  }

  private void index(int[] values, int from, int count, String description) {
    int[] ids = new int[count + 2];
    Arrays.fill(ids, -7);
    dictionary.index(values, from, count, ids, 1);
    int[] expectedIds =
        Arrays.stream(values, from, from + count).map(v -> expected.id(v)).toArray();
    assertThat(Arrays.copyOfRange(ids, 1, count + 1)).as(description).isEqualTo(expectedIds);
    assertThat(ids[0]).as(description).isEqualTo(-7);
    assertThat(ids[count + 1]).as(description).isEqualTo(-7);
  }

  private void assertEntries(String description) {
    int[] values = expected.values().stream().mapToInt(Integer::intValue).toArray();
    assertThat(dictionary.size()).as(description).isEqualTo(values.length);
    assertThat(dictionary.plainBytes()).as(description).isEqualTo(4L * values.length);
    assertThat(Arrays.copyOf(dictionary.entries(), values.length))
        .as(description)
        .isEqualTo(values);
  }
}
