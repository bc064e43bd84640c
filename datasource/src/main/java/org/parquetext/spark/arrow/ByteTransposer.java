package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of bytes: the first byte of the slot. */
final class ByteTransposer extends ColumnTransposer {

  ByteTransposer(FieldVector vector, int ordinal, long slot) {
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
      Platform.putByte(null, to + row, Platform.getByte(bytes, from + starts[row]));
    }
  }
}
