package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashingTest {

  /** Random slots at this load would need 1.25 probes; patterns may need some more. */
  private static final double MAX_MEAN_PROBES = 1.6;

  static Stream<long[]> multiples() {
    return Stream.of(1L, 96L, 1L << 20, 1L << 40, 60_000_000L, 86_400_000_000L, 0x1_0000_0001L)
        .map(factor -> IntStream.range(0, 30_000).mapToLong(i -> i * factor).toArray());
  }

  @ParameterizedTest
  @MethodSource({"multiples", "org.parquetext.dictionary.NumberPatterns#all"})
  void spreadsNumbers(long[] values) {
    long[] distinct = Arrays.stream(values).distinct().toArray();
    int slots = slots(distinct.length);
    assertThat(meanProbes(slots, Arrays.stream(distinct).mapToInt(v -> Hashing.slot(v, slots))))
        .isLessThan(MAX_MEAN_PROBES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "%08d", "%d.5", "https://example.com/a/%d/b", "%c", "%032x"})
  void spreadsByteStrings(String format) {
    int slots = slots(20_000);
    IntStream firstSlots =
        IntStream.range(1, 20_001)
            .mapToObj(i -> String.format(format, i).getBytes())
            .mapToInt(bytes -> Hashing.slotOf(Hashing.bytes(bytes, 0, bytes.length), slots));
    assertThat(meanProbes(slots, firstSlots)).isLessThan(MAX_MEAN_PROBES);
  }

  /** Which reach the fewest bits of a product. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "country%1$c-region%2$c",
        "country%1$c-region%2$cabcd",
        "country%3$c-region%4$c-depart%5$c-end",
        "country%3$c-region%4$c-depart%5$c-office!",
        "country!-region!-depart%1$c-office%2$c"
      })
  void spreadsByteStringsThatDifferInTheLastBytesOfWords(String format) {
    int slots = slots(4096);
    IntStream firstSlots =
        IntStream.range(0, 4096)
            .mapToObj(
                i ->
                    String.format(
                        format,
                        ' ' + i / 64,
                        ' ' + i % 64,
                        ' ' + i / 256,
                        ' ' + i / 16 % 16,
                        ' ' + i % 16))
            .map(String::getBytes)
            .mapToInt(bytes -> Hashing.slotOf(Hashing.bytes(bytes, 0, bytes.length), slots));
    assertThat(meanProbes(slots, firstSlots)).isLessThan(MAX_MEAN_PROBES);
  }

  /** Else {@link WordLookup} would not find what the dictionary has added by itself. */
  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void isThatOfTheWordsWhateverIsBehind(long seed) {
    Random random = new Random(seed);
    for (int length = 0; length <= ByteWords.MAX_BYTES; length++) {
      byte[] data = new byte[ByteWords.MAX_BYTES + 1 + random.nextInt(10)];
      random.nextBytes(data);
      int start = random.nextInt(data.length - ByteWords.MAX_BYTES);
      long[] words = new long[ByteWords.COUNT];
      for (int word = 0; word < words.length; word++) {
        words[word] = ByteWords.word(data, start, length, word);
      }
      long hash = Hashing.words(length, words[0], words[1], words[2], words[3]);
      assertThat(Hashing.bytes(data, start, length)).as("length %d", length).isEqualTo(hash);
      byte[] alone = Arrays.copyOfRange(data, start, start + length);
      assertThat(Hashing.bytes(alone, 0, length)).as("length %d", length).isEqualTo(hash);
      if (length <= 2 * Long.BYTES) {
        assertThat(Hashing.twoWords(length, words[0], words[1])).isEqualTo(hash);
      }
      if (length <= Long.BYTES) {
        assertThat(Hashing.word(length, words[0])).isEqualTo(hash);
      }
    }
  }

  @Test
  void makesTablesOfAPowerOfTwoAtMostHalfFull() {
    for (int entries : new int[] {1, 2, 3, 512, 513, 16_384, 16_385, 1 << 28}) {
      int capacity = Hashing.capacityFor(entries);
      int slots = Hashing.slotsFor(capacity);
      assertThat(capacity).isBetween(entries, 2 * entries - 1);
      assertThat(slots).isGreaterThanOrEqualTo(2 * capacity);
      assertThat(Integer.bitCount(slots)).isOne();
    }
  }

  private static int slots(int entries) {
    return Hashing.slotsFor(Hashing.capacityFor(entries));
  }

  /** The mean number of slots looked at to find each entry again. */
  private static double meanProbes(int slotCount, IntStream firstSlots) {
    boolean[] used = new boolean[slotCount];
    return firstSlots
        .map(
            first -> {
              int slot = first;
              while (used[slot]) {
                slot = (slot + 1) % slotCount;
              }
              used[slot] = true;
              return Math.floorMod(slot - first, slotCount) + 1;
            })
        .average()
        .orElseThrow();
  }
}
