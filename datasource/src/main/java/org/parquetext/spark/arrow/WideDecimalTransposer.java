package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of decimals of more than 18 digits. The slot points to the shortest big-endian two's
 * complement form of the unscaled value, 1 to 16 bytes; the vector wants 16 little-endian bytes.
 */
final class WideDecimalTransposer extends ColumnTransposer {

  WideDecimalTransposer(FieldVector vector, int ordinal, long slot) {
    super(vector, ordinal, slot);
  }

  @Override
  void copyValues(RowPage page) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    boolean nulls = page.hasNull(ordinal);
    long to = vector.getDataBufferAddress();
    for (int row = 0; row < rows; row++) {
      if (!nulls || !page.isNull(row, ordinal)) {
        long word = Platform.getLong(bytes, slot + starts[row]);
        long value = Platform.BYTE_ARRAY_OFFSET + starts[row] + (word >>> 32);
        copy(bytes, value, (int) word, to + 16L * row);
      }
    }
  }

  /** Reads whole words: the first eight bytes, and the last eight of a longer value. */
  private static void copy(byte[] bytes, long value, int length, long to) {
    long head = Long.reverseBytes(Platform.getLong(bytes, value));
    if (length <= Long.BYTES) {
      Platform.putLong(null, to, head >> (Long.SIZE - 8 * length));
      Platform.putLong(null, to + Long.BYTES, head >> 63);
    } else {
      long tail = Long.reverseBytes(Platform.getLong(bytes, value + length - Long.BYTES));
      Platform.putLong(null, to, tail);
      Platform.putLong(null, to + Long.BYTES, head >> (2 * Long.SIZE - 8 * length));
    }
  }
}
