package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedDictionaryTest {

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersRandomPartsByFirstAppearanceThroughTrimsAndClears(long seed) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(40);
    FixedDictionary dictionary = new FixedDictionary(width);
    FirstAppearance<ByteBuffer> expected = new FirstAppearance<>();
    for (int round = 0; round < 10; round++) {
      byte[] data = randomValues(random, width);
      int values = data.length / width;
      int from = random.nextInt(values + 1);
      int count = random.nextInt(values - from + 1);
      int[] ids = new int[count + 1];
      dictionary.index(data, from, count, ids, 1);
      for (int i = 0; i < count; i++) {
        int id = expected.id(ByteBuffer.wrap(data, (from + i) * width, width).slice());
        assertThat(ids[i + 1]).as("seed %d", seed).isEqualTo(id);
      }
      if (random.nextInt(3) == 0) {
        dictionary.trim();
      }
      assertEntries(dictionary, expected, seed);
      if (random.nextInt(4) == 0) {
        dictionary.clear();
        expected = new FirstAppearance<>();
        assertEntries(dictionary, expected, seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 12, 16, 17})
  void numbersZerosAndOnes(int width) {
    FixedDictionary dictionary = new FixedDictionary(width);
    byte[] data = new byte[3 * width];
    Arrays.fill(data, width, 2 * width, (byte) -1);
    int[] ids = new int[3];
    dictionary.index(data, 0, 3, ids, 0);
    assertThat(ids).containsExactly(0, 1, 0);
    assertThat(dictionary.plainBytes()).isEqualTo(2 * width);
  }

  private static byte[] randomValues(Random random, int width) {
    byte[] data = new byte[random.nextInt(3_000) * width];
    int distinctBytes = 1 + random.nextInt(256);
    int variedBytes = 1 + random.nextInt(width);
    for (int i = 0; i < data.length; i++) {
      data[i] = i % width < variedBytes ? (byte) random.nextInt(distinctBytes) : -1;
    }
    return data;
  }

  private static void assertEntries(
      FixedDictionary dictionary, FirstAppearance<ByteBuffer> expected, long seed) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (ByteBuffer value : expected.values()) {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      plain.writeBytes(bytes);
    }
    assertThat(dictionary.size()).as("seed %d", seed).isEqualTo(expected.values().size());
    assertThat(dictionary.plainBytes()).as("seed %d", seed).isEqualTo(plain.size());
    assertThat(Arrays.copyOf(dictionary.page().array(), dictionary.page().size()))
        .as("seed %d", seed)
        .isEqualTo(plain.toByteArray());
  }
}
