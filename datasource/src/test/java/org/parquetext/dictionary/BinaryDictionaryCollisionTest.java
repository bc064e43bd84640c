package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.Lengths;

class BinaryDictionaryCollisionTest {

  /** Of so many random strings some hundred pairs have the same 32 bits of hash. */
  private static final int TRIES = 1 << 20;

  /** Lengths and where the bytes are in which a pair differs. */
  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(8, 0),
        Arguments.of(13, 0),
        Arguments.of(16, 8),
        Arguments.of(24, 8),
        Arguments.of(32, 0),
        Arguments.of(32, 8),
        Arguments.of(32, 16),
        Arguments.of(32, 24),
        Arguments.of(50, 20));
  }

  @ParameterizedTest(name = "{0} bytes that differ at {1}")
  @MethodSource("differences")
  void tellsByteStringsOfTheSameHashApart(int length, int place) {
    requireApart(collision(random -> bytes(random, length, place)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void tellsByteStringsOfTheSameHashAndOfAnyLengthApart(long seed) {
    Random lengths = new Random(seed);
    requireApart(collision(random -> bytes(random, 6 + lengths.nextInt(34), 0)));
  }

  private static void requireApart(byte[][] pair) {
    for (byte[][] order : new byte[][][] {pair, {pair[1], pair[0]}}) {
      for (int slack : new int[] {0, ByteWords.MAX_BYTES}) {
        assertThat(ids(slack, order[0], order[1], order[0], order[1])).containsExactly(0, 1, 0, 1);
        assertThat(ids(slack, afterMostlyKnownValues(order))).endsWith(0, 1, 0, 1);
      }
    }
  }

  /** While few values are new, others are looked up otherwise. */
  private static byte[][] afterMostlyKnownValues(byte[][] pair) {
    byte[][] values = new byte[100][];
    Arrays.fill(values, pair[0]);
    values[97] = pair[1];
    values[99] = pair[1];
    return values;
  }

  private static int[] ids(int slack, byte[]... values) {
    BinaryDictionary dictionary = new BinaryDictionary();
    int[] offsets = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      offsets[i + 1] = offsets[i] + values[i].length;
    }
    ByteBuffer data = ByteBuffer.allocate(offsets[values.length] + slack);
    for (byte[] value : values) {
      data.put(value);
    }
    int[] ids = new int[values.length];
    dictionary.index(data.array(), offsets, Lengths.of(offsets), 0, values.length, ids, 0);
    return ids;
  }

  private static byte[][] collision(Function<Random, byte[]> strings) {
    Random random = new Random(1);
    Map<Integer, byte[]> seen = new HashMap<>();
    for (int i = 0; i < TRIES; i++) {
      byte[] value = strings.apply(random);
      byte[] other = seen.put(highHalf(Hashing.bytes(value, 0, value.length)), value);
      if (other != null && !ByteBuffer.wrap(other).equals(ByteBuffer.wrap(value))) {
        return new byte[][] {other, value};
      }
    }
    throw new AssertionError("no two of " + TRIES + " strings have the same hash");
  }

  private static int highHalf(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  /** Zeros but for up to eight random bytes. */
  private static byte[] bytes(Random random, int length, int place) {
    byte[] bytes = new byte[length];
    byte[] different = new byte[Math.min(Long.BYTES, length - place)];
    random.nextBytes(different);
    System.arraycopy(different, 0, bytes, place, different.length);
    return bytes;
  }
}
