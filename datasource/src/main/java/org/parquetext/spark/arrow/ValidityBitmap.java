package org.parquetext.spark.arrow;

import org.apache.spark.unsafe.Platform;

/**
 * Writes Arrow validity bitmaps (bit {@code i} of the little-endian words: row {@code i} is not
 * null) at an address, in whole words; bits behind the last row are zero.
 */
final class ValidityBitmap {

  private ValidityBitmap() {}

  /** Marks all rows as not null. */
  static void fill(long address, int rows) {
    int words = rows >> 6;
    for (int word = 0; word < words; word++) {
      Platform.putLong(null, address + (long) Long.BYTES * word, -1L);
    }
    if ((rows & 63) != 0) {
      Platform.putLong(null, address + (long) Long.BYTES * words, (1L << rows) - 1);
    }
  }

  /** Collects one field's bits from the rows' bit sets of nulls. */
  static void copy(RowPage page, int ordinal, long address) {
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
      Platform.putLong(null, address + (from >> 3), valid);
    }
  }
}
