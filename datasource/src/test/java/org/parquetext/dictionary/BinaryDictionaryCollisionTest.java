package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryDictionaryCollisionTest {

  /** The number whose product with the hash's multiplier is 1 modulo 2^64. */
  private static final long INVERSE = 0xF1DE_83E1_9937_733DL;

  private static final long FIRST = 0x0123_4567_89AB_CDEFL;
  private static final long MIDDLE = 0x1122_3344_5566_7788L;
  private static final long LAST = 0x7766_5544_3322_1100L;

  /** Pairs of which only the length or one word differs, found by calculating hashes backwards. */
  static Stream<Arguments> collisions() {
    long one = state(Long.BYTES, FIRST);
    long two = state(state(16, FIRST), LAST);
    long untilMiddle = state(state(24, FIRST), MIDDLE);
    long otherUntilMiddle = fold(colliding(state(untilMiddle, LAST)) * INVERSE - LAST);
    return Stream.of(
        Arguments.of("word", bytes(FIRST), bytes(word(8, colliding(one)))),
        Arguments.of("length", bytes(FIRST), bytes(FIRST, word(state(16, FIRST), one))),
        Arguments.of(
            "last word", bytes(FIRST, LAST), bytes(FIRST, word(state(16, FIRST), colliding(two)))),
        Arguments.of(
            "middle word",
            bytes(FIRST, MIDDLE, LAST),
            bytes(FIRST, word(state(24, FIRST), otherUntilMiddle), LAST)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("collisions")
  void tellsByteStringsOfTheSameHashApart(String difference, byte[] a, byte[] b) {
    assertThat(Hashing.bytes(a, 0, a.length))
        .as("the hashes of byte strings that differ in their " + difference)
        .isEqualTo(Hashing.bytes(b, 0, b.length));
    for (byte[][] order : new byte[][][] {{a, b}, {b, a}}) {
      BinaryDictionary dictionary = new BinaryDictionary();
      assertThat(id(dictionary, order[0])).isZero();
      assertThat(id(dictionary, order[1])).isOne();
      assertThat(id(dictionary, order[0])).isZero();
    }
  }

  private static int id(BinaryDictionary dictionary, byte[] value) {
    int[] ids = new int[1];
    dictionary.index(value, new int[] {0, value.length}, 0, 1, ids, 0);
    return ids[0];
  }

  /** The hash's state after a word. */
  private static long state(long before, long word) {
    return (fold(before) + word) * Hashing.GOLDEN;
  }

  /** The word that leads from one state to another. */
  private static long word(long before, long after) {
    return after * INVERSE - fold(before);
  }

  /** A state that ends in the same 32 bits of hash: the products differ by one. */
  private static long colliding(long state) {
    return fold(fold(state) + INVERSE);
  }

  /** Its own inverse. */
  private static long fold(long state) {
    return state ^ state >>> 32;
  }

  private static byte[] bytes(long... words) {
    ByteBuffer buffer =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      buffer.putLong(word);
    }
    return buffer.array();
  }
}
