package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of booleans: the first byte of the slot, packed to bits one word at a time. */
final class BooleanTransposer extends ColumnTransposer {

  BooleanTransposer(FieldVector vector, int ordinal, long slot) {
    super(vector, ordinal, slot);
  }

  @Override
  void copyValues(RowPage page) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    long to = vector.getDataBufferAddress();
    for (int first = 0; first < rows; first += Long.SIZE) {
      int end = Math.min(first + Long.SIZE, rows);
      long bits = 0;
      for (int row = first; row < end; row++) {
        long bit = Platform.getByte(bytes, slot + starts[row]) == 0 ? 0 : 1;
        bits |= bit << row;
      }
      Platform.putLong(null, to + (first >> 3), bits);
    }
  }
}
