package org.parquetext.statistics;

import org.parquetext.buffer.LittleEndian;

/**
 * XXH64 with seed 0, the hash of bloom filters (xxHash fast digest algorithm, "XXH64 Algorithm
 * Description"), without an object for each value.
 */
final class XxHash64 {

  private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
  private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
  private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
  private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;
  private static final long PRIME_5 = 0x27D4_EB2F_1656_67C5L;

  /** What is read at a time of longer values: a word into each of four accumulators. */
  private static final int STRIPE_BYTES = 4 * Long.BYTES;

  private XxHash64() {}

  /** The hash of the four bytes of an int, little-endian. */
  static long hash(int value) {
    return avalanche(withInt(PRIME_5 + Integer.BYTES, value));
  }

  /** The hash of the eight bytes of a long, little-endian. */
  static long hash(long value) {
    return avalanche(withLong(PRIME_5 + Long.BYTES, value));
  }

  /** The hash of some bytes. */
  static long hash(byte[] data, int start, int length) {
    int end = start + length;
    int at = start;
    long hash = PRIME_5;
    if (length >= STRIPE_BYTES) {
      at = end - length % STRIPE_BYTES;
      hash = ofStripes(data, start, at);
    }
    hash += length;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = withLong(hash, LittleEndian.getLong(data, at));
    }
    if (at <= end - Integer.BYTES) {
      hash = withInt(hash, LittleEndian.getInt(data, at));
      at += Integer.BYTES;
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft(hash ^ (data[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  private static long ofStripes(byte[] data, int start, int end) {
    long first = PRIME_1 + PRIME_2;
    long second = PRIME_2;
    long third = 0;
    long fourth = -PRIME_1;
    for (int at = start; at < end; at += STRIPE_BYTES) {
      first = round(first, LittleEndian.getLong(data, at));
      second = round(second, LittleEndian.getLong(data, at + Long.BYTES));
      third = round(third, LittleEndian.getLong(data, at + 2 * Long.BYTES));
      fourth = round(fourth, LittleEndian.getLong(data, at + 3 * Long.BYTES));
    }
    long hash =
        Long.rotateLeft(first, 1)
            + Long.rotateLeft(second, 7)
            + Long.rotateLeft(third, 12)
            + Long.rotateLeft(fourth, 18);
    return merged(merged(merged(merged(hash, first), second), third), fourth);
  }

  private static long round(long accumulator, long word) {
    return Long.rotateLeft(accumulator + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merged(long hash, long accumulator) {
    return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
  }

  private static long withLong(long hash, long word) {
    return Long.rotateLeft(hash ^ round(0, word), 27) * PRIME_1 + PRIME_4;
  }

  private static long withInt(long hash, int word) {
    return Long.rotateLeft(hash ^ (word & 0xFFFF_FFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ hash >>> 33) * PRIME_2;
    mixed = (mixed ^ mixed >>> 29) * PRIME_3;
    return mixed ^ mixed >>> 32;
  }
}
