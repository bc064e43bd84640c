package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of eight-byte values as they are: longs, timestamps, and doubles with their raw bits. */
final class LongTransposer extends ColumnTransposer {

  LongTransposer(FieldVector vector, int ordinal, long slot) {
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
      Platform.putLong(
          null, to + (long) Long.BYTES * row, Platform.getLong(bytes, from + starts[row]));
    }
  }
}
