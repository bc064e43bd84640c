package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of booleans: the first byte of the slot, packed to bits one word at a time. */
final class BooleanTransposer extends ValueTransposer {

  BooleanTransposer(FieldVector vector) {
    super(vector);
  }

  @Override
  void copyValues(Slots slots) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int count = slots.count();
    long from = slots.slot();
    long to = vector.getDataBufferAddress();
    for (int first = 0; first < count; first += Long.SIZE) {
      int end = Math.min(first + Long.SIZE, count);
      long bits = 0;
      for (int i = first; i < end; i++) {
        long bit = Platform.getByte(bytes, from + starts[i]) == 0 ? 0 : 1;
        bits |= bit << i;
      }
      Platform.putLong(null, to + (first >> 3), bits);
    }
  }
}
