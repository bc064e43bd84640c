package org.parquetext.dictionary;

import org.parquetext.buffer.LittleEndian;

/** Hash functions, and the sizes of tables that are probed linearly. */
final class Hashing {

  /** 2^64 divided by the golden ratio (Knuth, volume 3, 6.4, "Fibonacci hashing"). */
  static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  /** Random odd factors of the words of a string. */
  private static final long FIRST = 0xA076_1D64_78BD_642FL;

  private static final long SECOND = 0xE703_7ED1_A0B4_28DBL;
  private static final long THIRD = 0x8EBC_6AF0_9C88_C6E3L;
  private static final long FOURTH = 0x5899_65CC_7537_4CC7L;

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
    return slotOf(mix(mix(value, 0), 0), slotCount);
  }

  /** The slot of a hash: its highest bits. */
  static int slotOf(long hash, int slotCount) {
    return (int) (hash >>> 1 + 32 + Integer.numberOfLeadingZeros(slotCount));
  }

  /** A hash of bytes, whose highest bits are the best. */
  static long bytes(byte[] data, int start, int length) {
    long first = ByteWords.first(data, start, length);
    if (length <= Long.BYTES) {
      return word(length, first);
    }
    long last = ByteWords.last(data, start, length);
    if (length <= 2 * Long.BYTES) {
      return twoWords(length, first, last);
    }
    long second = LittleEndian.getLong(data, start + Long.BYTES);
    if (length <= 3 * Long.BYTES) {
      return words(length, first, second, last, 0);
    }
    long third = LittleEndian.getLong(data, start + 2 * Long.BYTES);
    long fourth = length <= ByteWords.MAX_BYTES ? last : following(last, data, start, length);
    return words(length, first, second, third, fourth);
  }

  /**
   * The hash of up to 32 bytes by their {@link ByteWords four words}: products that do not wait for
   * each other, in a sum that is mixed once more. What differs in a word's last byte only differs
   * in the product's highest bits only, so each product is turned another way: else strings that
   * differ in the last bytes of several words would have few hashes.
   */
  static long words(int length, long first, long second, long third, long fourth) {
    return folded(
        first * FIRST
            + Long.rotateLeft(second * SECOND, 16)
            + Long.rotateLeft(third * THIRD, 32)
            + Long.rotateLeft(fourth * FOURTH, 48)
            + length);
  }

  /** The hash of up to 16 bytes, whose other words are zero. */
  static long twoWords(int length, long first, long second) {
    return folded(first * FIRST + Long.rotateLeft(second * SECOND, 16) + length);
  }

  /** The hash of up to 8 bytes, whose other words are zero. */
  static long word(int length, long word) {
    return folded(word * FIRST + length);
  }

  private static long folded(long sum) {
    return (sum ^ sum >>> 32) * GOLDEN;
  }

  /** The hash of the words from the fourth on, but for the last one, which is in it already. */
  private static long following(long last, byte[] data, int start, int length) {
    long hash = last;
    int end = start + length - Long.BYTES;
    for (int i = start + 3 * Long.BYTES; i < end; i += Long.BYTES) {
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
