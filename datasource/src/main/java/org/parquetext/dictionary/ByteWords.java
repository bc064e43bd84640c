package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;

/**
 * Byte strings read and compared as 8-byte words: the first two and the last two, which overlap
 * where there are fewer than 32 bytes. Up to eight bytes all four are the same, padded with zeros.
 */
final class ByteWords {

  /** How many words are read of a string. */
  static final int COUNT = 4;

  /** The longest string that they cover. */
  static final int MAX_BYTES = COUNT * Long.BYTES;

  private static final long[] MASKS = new long[Long.BYTES + 1];

  static {
    for (int length = 0; length < Long.BYTES; length++) {
      MASKS[length] = ~(-1L << Byte.SIZE * length);
    }
    MASKS[Long.BYTES] = -1L;
  }

  private ByteWords() {}

  /** The bits of a word that belong to a string. */
  static long mask(int length) {
    return MASKS[Math.min(length, Long.BYTES)];
  }

  /** Where the second word of a string begins. */
  static int second(int length) {
    return Math.min(last(length), Long.BYTES);
  }

  /** Where the last word but one of a string begins. */
  static int secondToLast(int length) {
    return Math.max(length - 2 * Long.BYTES, 0);
  }

  /** Where the last word of a string begins. */
  static int last(int length) {
    return Math.max(length - Long.BYTES, 0);
  }

  /** A word. */
  static long at(byte[] data, int start) {
    return LittleEndian.getLong(data, start);
  }

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

  /** Whether two byte strings of the same length are equal. */
  static boolean equal(byte[] a, int startA, byte[] b, int startB, int length) {
    return first(a, startA, length) == first(b, startB, length)
        && (length <= Long.BYTES || followingEqual(a, startA, b, startB, length));
  }

  private static boolean followingEqual(byte[] a, int startA, byte[] b, int startB, int length) {
    int last = last(length);
    return LittleEndian.getLong(a, startA + last) == LittleEndian.getLong(b, startB + last)
        && (length <= 2 * Long.BYTES
            || Arrays.equals(a, startA, startA + length, b, startB, startB + length));
  }
}
