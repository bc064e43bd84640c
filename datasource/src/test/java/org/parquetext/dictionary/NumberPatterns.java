package org.parquetext.dictionary;

import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sequences of numbers that are hard for a hash table, or for finding the empty slot in it. */
final class NumberPatterns {

  private static final int COUNT = 40_000;
  private static final long[] SPECIAL = {
    0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32
  };

  private NumberPatterns() {}

  /** Fixed patterns: constants, constant low or high bits, even strides, bits of doubles. */
  static Stream<long[]> all() {
    Stream<IntToLongFunction> patterns =
        Stream.of(
            i -> 0,
            i -> -1,
            i -> Integer.MIN_VALUE,
            i -> Long.MIN_VALUE,
            i -> i,
            i -> -i,
            i -> i / 20,
            i -> SPECIAL[i % SPECIAL.length],
            i -> (long) i << 16,
            i -> (long) i << 32,
            i -> (long) i << 48,
            i -> (long) i << 32 | i,
            i -> (long) -i << 32 | i,
            i -> i * 86_400_000_000L,
            i -> i * 0x9E37_79B9_7F4A_7C15L,
            i -> i * 0xF1DE_83E1_9937_733DL,
            i -> Double.doubleToRawLongBits(i),
            i -> Double.doubleToRawLongBits(i / 100.0),
            i -> Float.floatToRawIntBits(i / 100.0f));
    return patterns.map(pattern -> IntStream.range(0, COUNT).mapToLong(pattern).toArray());
  }

  /** Any number of random values from a random range, in runs, with special values between. */
  static long[] random(Random random) {
    long[] values = new long[random.nextInt(10_000)];
    long range = 1L + (random.nextLong() >>> 1 + random.nextInt(63));
    long base = random.nextBoolean() ? random.nextLong() : random.nextInt();
    int maxRun = 1 + random.nextInt(30);
    int i = 0;
    while (i < values.length) {
      boolean special = random.nextInt(50) == 0;
      long value =
          special
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : base + Math.floorMod(random.nextLong(), range);
      int end = Math.min(values.length, i + 1 + random.nextInt(maxRun));
      while (i < end) {
        values[i++] = value;
      }
    }
    return values;
  }
}
