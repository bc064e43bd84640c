package org.parquetext.encoding;

import java.util.Random;

/** Random values of a bit width in runs of random lengths: what hybrid encoders decide on. */
final class RandomRuns {

  private RandomRuns() {}

  /** Between 0 and {@code maxCount} values; the longest run is drawn anew for every array. */
  static int[] values(Random random, int bitWidth, int maxCount) {
    int[] values = new int[random.nextInt(maxCount + 1)];
    int maxRun = 1 + random.nextInt(1 << random.nextInt(9));
    int i = 0;
    while (i < values.length) {
      int value = value(random, bitWidth);
      int end = Math.min(values.length, i + 1 + random.nextInt(maxRun));
      while (i < end) {
        values[i++] = value;
      }
    }
    return values;
  }

  /** Any value of the width; all bits set in one of four. */
  static int value(Random random, int bitWidth) {
    int bits = random.nextInt(4) == 0 ? -1 : random.nextInt();
    return bitWidth == 0 ? 0 : bits >>> (Integer.SIZE - bitWidth);
  }
}
