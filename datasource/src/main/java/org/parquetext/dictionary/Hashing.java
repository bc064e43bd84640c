package org.parquetext.dictionary;

import org.parquetext.buffer.LittleEndian;

/** Hash functions, and the sizes of tables that are probed linearly. */
final class Hashing {

  /** 2^64 divided by the golden ratio (Knuth, volume 3, 6.4, "Fibonacci hashing"). */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  /** An odd number with bits as unordered as those of {@link #GOLDEN}: a constant of wyhash. */
  private static final long MIXER = 0xE703_7ED1_A0B4_28DBL;

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

  /**
   * The slot of a number, of {@code slotCount} = 2^n slots. The fold lets high bits reach low ones,
   * the multiplication low bits the high ones, of which the slot is made.
   */
  static int slot(long value, int slotCount) {
    long hash = (value ^ value >>> 32) * GOLDEN;
    return (int) (hash >>> 1 + 32 + Integer.numberOfLeadingZeros(slotCount));
  }

  /** A hash of bytes: a multiplication of 64 × 64 bits folded to 64 per word, as in wyhash. */
  static int bytes(byte[] data, int start, int length) {
    long hash = length;
    if (length <= Long.BYTES) {
      hash = mix(hash, ByteWords.first(data, start, length));
    } else {
      int last = start + length - Long.BYTES;
      for (int i = start; i < last; i += Long.BYTES) {
        hash = mix(hash, LittleEndian.getLong(data, i));
      }
      hash = mix(hash, LittleEndian.getLong(data, last));
    }
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long hash, long word) {
    long a = hash ^ GOLDEN;
    long b = word ^ MIXER;
    return Math.multiplyHigh(a, b) ^ a * b;
  }
}
