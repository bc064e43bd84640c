package org.parquetext.statistics;

import java.util.Random;

/** Byte strings that often share prefixes, or are zeros, ones or sign-extended numbers. */
final class RandomBytes {

  private RandomBytes() {}

  static byte[] ofLength(Random random, int length) {
    byte[] bytes = new byte[length];
    int equalBytes = random.nextInt(length + 1);
    byte equal = (byte) (random.nextInt(4) == 0 ? 'a' : -random.nextInt(2));
    boolean any = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      byte different = (byte) (any ? random.nextInt() : equal + random.nextInt(2));
      bytes[i] = i < equalBytes ? equal : different;
    }
    return bytes;
  }
}
