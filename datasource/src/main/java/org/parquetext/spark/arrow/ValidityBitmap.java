package org.parquetext.spark.arrow;

import org.apache.spark.unsafe.Platform;

/**
 * Makes validity bitmaps as Arrow has them (bit {@code i} of the little-endian words: position
 * {@code i} is not null), in whole words; bits behind the last position are zero.
 */
final class ValidityBitmap {

  private ValidityBitmap() {}

  /** The words that so many positions take. */
  static int words(int positions) {
    return (int) ((positions + 63L) >>> 6);
  }

  /** One word of a bitmap without nulls. */
  static long full(int word, int positions) {
    int rest = positions - Long.SIZE * word;
    return rest >= Long.SIZE ? -1L : (1L << rest) - 1;
  }

  /** Marks all positions as not null. */
  static void fill(long address, int positions) {
    int words = words(positions);
    for (int word = 0; word < words; word++) {
      Platform.putLong(null, address + (long) Long.BYTES * word, full(word, positions));
    }
  }

  /** Marks all positions as null. */
  static void clear(long address, int positions) {
    Platform.setMemory(null, address, (long) Long.BYTES * words(positions), (byte) 0);
  }

  /** Writes the words of a bitmap. */
  static void copy(long[] bits, int positions, long address) {
    Platform.copyMemory(
        bits, Platform.LONG_ARRAY_OFFSET, null, address, (long) Long.BYTES * words(positions));
  }

  /**
   * The first position that is null where its parent is not; -1 if there is none.
   *
   * @param parent the bits of the parent, which has the same positions; null if it has no nulls
   */
  static int firstNull(long[] present, long[] parent, int positions) {
    for (int word = 0; word < words(positions); word++) {
      long expected = parent == null ? full(word, positions) : parent[word];
      long missing = expected & ~present[word];
      if (missing != 0) {
        return Long.SIZE * word + Long.numberOfTrailingZeros(missing);
      }
    }
    return -1;
  }

  /** Collects one field's bits from the rows' bit sets of nulls. */
  static void gather(RowPage page, int ordinal, long[] bits) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    long nullWord = RowLayout.nullWord(ordinal >> 6);
    for (int from = 0; from < rows; from += Long.SIZE) {
      int to = Math.min(from + Long.SIZE, rows);
      long valid = 0;
      for (int row = from; row < to; row++) {
        long nulls = Platform.getLong(bytes, nullWord + starts[row]);
        valid |= (~nulls >>> ordinal & 1) << row;
      }
      bits[from >> 6] = valid;
    }
  }
}
