package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;

/** Byte strings read and compared as 8-byte words. */
final class ByteWords {

  private ByteWords() {}

  /** The first eight bytes, or as many as there are, little-endian and zero-padded. */
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

  /** Whether two byte strings of the same length are equal. */
  static boolean equal(byte[] a, int startA, byte[] b, int startB, int length) {
    if (first(a, startA, length) != first(b, startB, length)) {
      return false;
    }
    if (length > 2 * Long.BYTES) {
      return Arrays.equals(a, startA, startA + length, b, startB, startB + length);
    }
    int last = length - Long.BYTES;
    return last <= 0
        || LittleEndian.getLong(a, startA + last) == LittleEndian.getLong(b, startB + last);
  }
}
