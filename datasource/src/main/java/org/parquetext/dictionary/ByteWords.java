package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;

/** Byte strings read and compared as 8-byte words. */
final class ByteWords {

  private ByteWords() {}

  /** The first eight bytes, little-endian, zero-padded if there are fewer. */
  static long first(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return LittleEndian.getLong(data, start);
    }
    if (start <= data.length - Long.BYTES) {
      return LittleEndian.getLong(data, start) & ~(-1L << Byte.SIZE * length);
    }
    return byBytes(data, start, length);
  }

  private static long byBytes(byte[] data, int start, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (data[start + i] & 0xFFL) << Byte.SIZE * i;
    }
    return word;
  }

  /** The last eight of at least eight bytes. */
  static long last(byte[] data, int start, int length) {
    return LittleEndian.getLong(data, start + length - Long.BYTES);
  }

  /** Whether two byte strings of the same length are equal. */
  static boolean equal(byte[] a, int startA, byte[] b, int startB, int length) {
    return first(a, startA, length) == first(b, startB, length)
        && (length <= Long.BYTES || followingEqual(a, startA, b, startB, length));
  }

  private static boolean followingEqual(byte[] a, int startA, byte[] b, int startB, int length) {
    return last(a, startA, length) == last(b, startB, length)
        && (length <= 2 * Long.BYTES
            || Arrays.equals(a, startA, startA + length, b, startB, startB + length));
  }
}
