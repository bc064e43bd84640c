package org.parquetext.encoding;

import org.parquetext.buffer.PageBuffer;

/**
 * Signed numbers as the header and blocks of DELTA_BINARY_PACKED have them: zigzag, by which small
 * magnitudes become small unsigned numbers, and then seven bits per byte, lowest first (LEB128).
 */
final class ZigZag {

  /** The most bytes of one number. */
  static final int MAX_BYTES = 10;

  private static final int BITS_PER_BYTE = 7;

  private ZigZag() {}

  static void put(int value, PageBuffer out) {
    out.putUnsignedVarInt(encoded(value));
  }

  static void put(long value, PageBuffer out) {
    out.reserve(MAX_BYTES);
    byte[] array = out.array();
    int position = out.size();
    long rest = encoded(value);
    while ((rest & ~0x7FL) != 0) {
      array[position++] = (byte) (rest | 0x80);
      rest >>>= BITS_PER_BYTE;
    }
    array[position++] = (byte) rest;
    out.size(position);
  }

  private static int encoded(int value) {
    return value << 1 ^ value >> 31;
  }

  private static long encoded(long value) {
    return value << 1 ^ value >> 63;
  }
}
