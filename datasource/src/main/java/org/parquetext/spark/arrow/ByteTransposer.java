package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of bytes: the first byte of the slot. */
final class ByteTransposer extends ValueTransposer {

  ByteTransposer(FieldVector vector) {
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
      Platform.putByte(null, to + i, Platform.getByte(bytes, from + starts[i]));
    }
  }
}
