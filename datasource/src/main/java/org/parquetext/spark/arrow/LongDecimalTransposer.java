package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of decimals whose unscaled value is a long in the slot, widened to 128 bits. */
final class LongDecimalTransposer extends ColumnTransposer {

  LongDecimalTransposer(FieldVector vector, int ordinal, long slot) {
    super(vector, ordinal, slot);
  }

  @Override
  void copyValues(RowPage page) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    long from = slot;
    long to = vector.getDataBufferAddress();
    for (int row = 0; row < rows; row++) {
      long value = Platform.getLong(bytes, from + starts[row]);
      Platform.putLong(null, to + 16L * row, value);
      Platform.putLong(null, to + 16L * row + Long.BYTES, value >> 63);
    }
  }
}
