package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of shorts: the first two bytes of the slot. */
final class ShortTransposer extends ColumnTransposer {

  ShortTransposer(FieldVector vector, int ordinal, long slot) {
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
      Platform.putShort(
          null, to + (long) Short.BYTES * row, Platform.getShort(bytes, from + starts[row]));
    }
  }
}
