package org.parquetext.level;

import java.util.Arrays;

/** Grows a sequence of bits by stretches of bits, 64 at a time. Stateless. */
public final class BitStretch {

  private BitStretch() {}

  /**
   * Puts {@code count} bits behind the first {@code size} bits of {@code target}.
   *
   * @param bits bit 0 of word 0 comes first; bits behind the last are 0
   * @param target bits behind {@code size} are 0
   * @return {@code target}, or a larger copy when it was too small
   */
  public static long[] append(long[] bits, int count, long[] target, int size) {
    long[] grown = reserve(target, size + count);
    int shift = size & 63;
    int at = size >>> 6;
    int words = Validity.words(count);
    for (int i = 0; i < words; i++) {
      grown[at + i] |= bits[i] << shift;
      if (shift != 0) {
        grown[at + i + 1] |= bits[i] >>> (64 - shift);
      }
    }
    return grown;
  }

  /** Puts {@code count} set bits behind the first {@code size} bits of {@code target}. */
  public static long[] appendSet(int count, long[] target, int size) {
    long[] grown = reserve(target, size + count);
    int i = size;
    int end = size + count;
    while (i < end && (i & 63) != 0) {
      grown[i >>> 6] |= 1L << (i & 63);
      i++;
    }
    for (; i + 64 <= end; i += 64) {
      grown[i >>> 6] = -1L;
    }
    if (i < end) {
      grown[i >>> 6] |= (1L << (end - i)) - 1;
    }
    return grown;
  }

  /** Clears the first {@code size} bits. */
  public static void clear(long[] target, int size) {
    Arrays.fill(target, 0, Math.min(target.length, Validity.words(size) + 1), 0);
  }

  /** One word of slack, for the shifted end of an append. */
  private static long[] reserve(long[] target, int size) {
    int needed = Validity.words(size) + 2;
    return needed <= target.length
        ? target
        : Arrays.copyOf(target, Math.max(needed, target.length * 2));
  }
}
