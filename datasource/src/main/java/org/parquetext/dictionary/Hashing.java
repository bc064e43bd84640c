package org.parquetext.dictionary;

import org.parquetext.buffer.LittleEndian;

/** Hash functions, and the sizes of tables that are probed linearly. */
final class Hashing {

  /** 2^64 divided by the golden ratio (Knuth, volume 3, 6.4, "Fibonacci hashing"). */
  static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

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
    long last = LittleEndian.getLong(data, start + ByteWords.last(length));
    if (length <= 2 * Long.BYTES) {
      return words(length, first, last, 0);
    }
    long second = LittleEndian.getLong(data, start + ByteWords.second(length));
    long third = LittleEndian.getLong(data, start + ByteWords.secondToLast(length));
    long middle = middle(first, second, third, last);
    return words(
        length,
        first,
        last,
        length <= 4 * Long.BYTES ? middle : between(middle, data, start, length));
  }

  /** The hash of up to eight bytes. */
  static int word(int length, long word) {
    return (int) (mix(mix(length, word), 0) >>> 32);
  }

  /** The hash of more than eight bytes by their words; see {@link #middle}. */
  static int words(int length, long first, long last, long middle) {
    return (int) (mix(mix(mix(length, first), last), middle) >>> 32);
  }

  /**
   * What the {@link ByteWords four words} have beside the first and the last: 0 for 9 to 16 bytes.
   */
  static long middle(long first, long second, long secondToLast, long last) {
    return (second ^ last) + Long.rotateLeft(secondToLast ^ first, 32);
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
