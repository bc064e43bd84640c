package org.parquetext.dictionary;

import org.parquetext.buffer.LittleEndian;

/** Hash functions, and the sizes of tables that are probed linearly. */
final class Hashing {

  /** 2^64 divided by the golden ratio (Knuth, volume 3, 6.4, "Fibonacci hashing"). */
  static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  /**
   * Random factors. First and last but one, and second and last, have odd sums: those are the
   * factors of the two words that strings of 9 to 16 bytes have. The sum of all, the factor of the
   * only word of shorter ones, is twice an odd number.
   */
  private static final long FIRST = 0xA076_1D64_78BD_642FL;

  private static final long SECOND = 0xE703_7ED1_A0B4_28DBL;
  private static final long SECOND_TO_LAST = 0x8EBC_6AF0_9C88_C6E2L;
  private static final long LAST = 0x5899_65CC_7537_4CC6L;

  /** Up to this many entries a table is small enough to be filled to a quarter only. */
  private static final int MAX_SPARSE_ENTRIES = 1 << 14;

  private Hashing() {}

  /** The smallest power of two that is at least {@code entries}, which is positive. */
  static int capacityFor(int entries) {
    return entries == 1 ? 1 : Integer.highestOneBit(entries - 1) << 1;
  }

  /**
   * The slots, a power of two, of a table of this capacity. Each displaced entry costs a
   * mispredicted branch per look-up, so the load is a quarter, and a half for large tables.
   */
  static int slotsFor(int capacity) {
    return capacity <= MAX_SPARSE_ENTRIES ? 4 * capacity : 2 * capacity;
  }

  /** The slot of a number, of {@code slotCount} = 2^n slots. */
  static int slot(long value, int slotCount) {
    long hash = mix(mix(value, 0), 0);
    return (int) (hash >>> 1 + 32 + Integer.numberOfLeadingZeros(slotCount));
  }

  /** A hash of bytes, whose highest bits are the best. */
  static int bytes(byte[] data, int start, int length) {
    long first = ByteWords.first(data, start, length);
    if (length <= Long.BYTES) {
      return word(length, first);
    }
    long last = ByteWords.at(data, start + ByteWords.last(length));
    if (length <= 2 * Long.BYTES) {
      return twoWords(length, first, last);
    }
    long second = ByteWords.at(data, start + ByteWords.second(length));
    long third = ByteWords.at(data, start + ByteWords.secondToLast(length));
    long outer = length <= ByteWords.MAX_BYTES ? last : between(last, data, start, length);
    return words(length, first, second, third, outer);
  }

  /**
   * The hash of up to 32 bytes by their {@link ByteWords four words}: products that do not wait for
   * each other, in a sum that is mixed once more, since a word's high bytes reach no low bits of
   * it.
   */
  static int words(int length, long first, long second, long secondToLast, long last) {
    return folded(
        first * FIRST + second * SECOND + secondToLast * SECOND_TO_LAST + last * LAST + length);
  }

  /** The hash of up to 16 bytes, whose four words are these two, twice each. */
  static int twoWords(int length, long first, long last) {
    return folded(first * (FIRST + SECOND_TO_LAST) + last * (SECOND + LAST) + length);
  }

  /** The hash of up to 8 bytes, whose four words are all this one. */
  static int word(int length, long word) {
    return folded(word * (FIRST + SECOND_TO_LAST + SECOND + LAST) + length);
  }

  private static int folded(long sum) {
    return (int) ((sum ^ sum >>> 32) * GOLDEN >>> 32);
  }

  private static long between(long middle, byte[] data, int start, int length) {
    long hash = middle;
    int end = start + ByteWords.secondToLast(length);
    for (int i = start + 2 * Long.BYTES; i < end; i += Long.BYTES) {
      hash = mix(hash, LittleEndian.getLong(data, i));
    }
    return hash;
  }

  /**
   * A multiplication brings low bits to high ones, the shift high bits to low ones. One of each
   * alone would crowd multiples of some numbers into few slots.
   */
  private static long mix(long hash, long word) {
    return ((hash ^ hash >>> 32) + word) * GOLDEN;
  }
}
