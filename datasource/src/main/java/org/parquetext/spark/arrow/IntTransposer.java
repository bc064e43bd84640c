package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of four-byte values as they are: ints, dates, and floats with their raw bits. */
final class IntTransposer extends ColumnTransposer {

  IntTransposer(FieldVector vector, int ordinal, long slot) {
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
      Platform.putInt(
          null, to + (long) Integer.BYTES * row, Platform.getInt(bytes, from + starts[row]));
    }
  }
}
