package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of decimals whose unscaled value is a long in the slot, widened to 128 bits. */
final class LongDecimalTransposer extends ValueTransposer {

  LongDecimalTransposer(FieldVector vector) {
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
      long value = Platform.getLong(bytes, from + starts[i]);
      Platform.putLong(null, to + 16L * i, value);
      Platform.putLong(null, to + 16L * i + Long.BYTES, value >> 63);
    }
  }
}
