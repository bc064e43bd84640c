package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;

/**
 * Byte strings of at most 32 bytes as four words: eight bytes each, little-endian, zeros behind the
 * end.
 */
final class ByteWords {

  /** How many words a string has. */
  static final int COUNT = 4;

  /** The longest string that they cover. */
  static final int MAX_BYTES = COUNT * Long.BYTES;

  /** Lengths that can be asked for, a power of two; those beyond {@link #MAX_BYTES} mean it. */
  private static final int LENGTHS = 2 * MAX_BYTES;

  /** The bits of each word that belong to a string, by its length. */
  private static final long[] MASKS = new long[COUNT * LENGTHS];

  static {
    for (int length = 0; length < LENGTHS; length++) {
      for (int word = 0; word < COUNT; word++) {
        int bytes = length - Long.BYTES * word;
        long ofFew = bytes <= 0 ? 0 : ~(-1L << Byte.SIZE * bytes);
        MASKS[COUNT * length + word] = bytes >= Long.BYTES ? -1L : ofFew;
      }
    }
  }

  private ByteWords() {}

  /**
   * A word of a string, where that and the bytes behind it are in the array.
   *
   * @param length at most {@link #MAX_BYTES}
   * @param word from 0 on; constant where this is called
   */
  static long word(byte[] data, int start, int length, int word) {
    // The length that is masked needs no check of the table's bounds.
    long mask = MASKS[COUNT * (length & LENGTHS - 1) + word];
    return LittleEndian.getLong(data, start + Long.BYTES * word) & mask;
  }

  /** The first word of a string of any length, whatever is behind it. */
  static long first(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return LittleEndian.getLong(data, start);
    }
    if (start <= data.length - Long.BYTES) {
      return word(data, start, length, 0);
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (data[start + i] & 0xFFL) << Byte.SIZE * i;
    }
    return word;
  }

  /** The last word of a string of at least eight bytes, whatever is behind it. */
  static long last(byte[] data, int start, int length) {
    int beyond = -length & Long.BYTES - 1;
    return LittleEndian.getLong(data, start + length - Long.BYTES) >>> Byte.SIZE * beyond;
  }

  /** Whether two byte strings of the same length are equal. */
  static boolean equal(byte[] a, int startA, byte[] b, int startB, int length) {
    return first(a, startA, length) == first(b, startB, length)
        && (length <= Long.BYTES || followingEqual(a, startA, b, startB, length));
  }

  private static boolean followingEqual(byte[] a, int startA, byte[] b, int startB, int length) {
    int last = length - Long.BYTES;
    return LittleEndian.getLong(a, startA + last) == LittleEndian.getLong(b, startB + last)
        && (length <= 2 * Long.BYTES
            || Arrays.equals(a, startA, startA + length, b, startB, startB + length));
  }
}
