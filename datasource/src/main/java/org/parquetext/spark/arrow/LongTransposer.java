package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of eight-byte values as they are: longs, timestamps, and doubles with their raw bits. */
class LongTransposer extends ValueTransposer {

  LongTransposer(FieldVector vector) {
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
      Platform.putLong(null, to + (long) Long.BYTES * i, Platform.getLong(bytes, from + starts[i]));
    }
  }
}
