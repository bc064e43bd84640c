package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of four-byte values as they are: ints, dates, and floats with their raw bits. */
class IntTransposer extends ValueTransposer {

  IntTransposer(FieldVector vector) {
    super(vector);
  }

  @Override
  void copyValues(Slots slots) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int count = slots.count();
    long from = slots.slot();
    long to = vector.getDataBufferAddress();
    for (int i = 0; i < count; i++) {
      Platform.putInt(
          null, to + (long) Integer.BYTES * i, Platform.getInt(bytes, from + starts[i]));
    }
  }
}
