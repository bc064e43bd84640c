package org.parquetext.compression;

import java.util.Random;

/** Content of pages for tests: the same for the same seed. */
enum SamplePages {
  RANDOM {
    @Override
    byte[] bytes(int length, long seed) {
      byte[] bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      return bytes;
    }
  },
  /** Words of a small vocabulary, with runs, as dictionary indices or short strings give them. */
  COMPRESSIBLE {
    @Override
    byte[] bytes(int length, long seed) {
      Random random = new Random(seed);
      byte[] bytes = new byte[length];
      int filled = 0;
      while (filled < length) {
        byte word = (byte) random.nextInt(5);
        int run = Math.min(length - filled, 1 + random.nextInt(40));
        for (int i = 0; i < run; i++) {
          bytes[filled++] = (byte) (word + (i & 3));
        }
      }
      return bytes;
    }
  };

  abstract byte[] bytes(int length, long seed);
}
