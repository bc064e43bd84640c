package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of shorts: the first two bytes of the slot. */
final class ShortTransposer extends ValueTransposer {

  ShortTransposer(FieldVector vector) {
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
      Platform.putShort(
          null, to + (long) Short.BYTES * i, Platform.getShort(bytes, from + starts[i]));
    }
  }
}
