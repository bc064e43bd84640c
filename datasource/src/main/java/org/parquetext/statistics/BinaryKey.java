package org.parquetext.statistics;

import org.parquetext.buffer.LittleEndian;

/** The keys of the {@linkplain BinaryOrder orders of byte strings}. */
final class BinaryKey {

  private static final int FLOAT16_INFINITY = 0x7C00;

  private BinaryKey() {}

  /**
   * The first eight bytes, big-endian, followed by zeros if there are fewer, as a signed number.
   */
  private static long signed(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return bigEndian(data, start);
    }
    if (start <= data.length - Long.BYTES) {
      return bigEndian(data, start) & ~(-1L >>> Byte.SIZE * length);
    }
    return byBytes(data, start, length);
  }

  /** As {@link #signed}, but so that the bytes are compared as unsigned. */
  static long unsigned(byte[] data, int start, int length) {
    return signed(data, start, length) ^ Long.MIN_VALUE;
  }

  /** The big-endian, two's complement number, limited to what a long holds; no bytes are 0. */
  static long number(byte[] data, int start, int length) {
    if (length > Long.BYTES) {
      return longNumber(data, start, length);
    }
    return length == 0 ? 0 : signed(data, start, length) >> Long.SIZE - Byte.SIZE * length;
  }

  private static long longNumber(byte[] data, int start, int length) {
    long low = bigEndian(data, start + length - Long.BYTES);
    int highBytes = length - Long.BYTES;
    long sign = data[start] >> 7;
    boolean fits =
        highBytes <= Long.BYTES
            ? bigEndian(data, start) >> Long.SIZE - Byte.SIZE * highBytes == sign
            : allEqual(data, start, highBytes, sign);
    if (fits && low >> 63 == sign) {
      return low;
    }
    return sign == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  private static boolean allEqual(byte[] data, int start, int length, long value) {
    for (int i = start; i < start + length; i++) {
      if (data[i] != value) {
        return false;
      }
    }
    return true;
  }

  /** The 16-bit float at {@code start}, little-endian, as a number of the same order. */
  static long float16(byte[] data, int start) {
    int bits = (short) (data[start] & 0xFF | data[start + 1] << Byte.SIZE);
    boolean isNan = (bits & Short.MAX_VALUE) > FLOAT16_INFINITY;
    return isNan ? Short.MAX_VALUE : bits ^ bits >> 15 & Short.MAX_VALUE;
  }

  private static long bigEndian(byte[] data, int start) {
    return Long.reverseBytes(LittleEndian.getLong(data, start));
  }

  private static long byBytes(byte[] data, int start, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (data[start + i] & 0xFFL) << Long.SIZE - Byte.SIZE * (i + 1);
    }
    return word;
  }
}
