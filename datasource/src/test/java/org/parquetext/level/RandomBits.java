package org.parquetext.level;

import java.util.BitSet;
import java.util.Random;

/** Random bits in runs of random lengths, as the nulls of real columns are. */
final class RandomBits {

  private RandomBits() {}

  static BitSet of(Random random, int size) {
    BitSet bits = new BitSet(size);
    int maxRun = 1 << random.nextInt(12);
    int i = 0;
    while (i < size) {
      int end = Math.min(size, i + 1 + random.nextInt(maxRun));
      bits.set(i, end, random.nextBoolean());
      i = end;
    }
    return bits;
  }

  /** The words of the first {@code size} bits. */
  static long[] words(BitSet bits, int size) {
    long[] words = new long[Validity.words(size)];
    long[] set = bits.toLongArray();
    System.arraycopy(set, 0, words, 0, set.length);
    return words;
  }
}
