package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of strings and binary values, in one pass over the slots as long as the vector, as it has
 * grown so far, has room for their bytes: going through the rows costs more than copying.
 */
final class BytesTransposer extends BinaryTransposer {

  BytesTransposer(FieldVector vector) {
    super(vector);
  }

  @Override
  void copyValues(Slots slots) {
    long capacity = dataCapacity();
    if (capacity > RETAINED_BYTES || !copyWithin(slots, capacity - RowPage.SLACK)) {
      super.copyValues(slots);
    }
  }

  /** Whether {@code capacity} bytes were enough; if not, what is in the vector has no meaning. */
  private boolean copyWithin(Slots slots, long capacity) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int[] bases = slots.bases();
    int count = slots.count();
    long from = slots.slot();
    boolean nulls = slots.hasNull();
    long data = dataAddress();
    long offsets = offsetAddress();
    int end = 0;
    Platform.putInt(null, offsets, 0);
    for (int i = 0; i < count; i++) {
      long offsetAndLength = Platform.getLong(bytes, from + starts[i]);
      if (nulls) {
        offsetAndLength &= slots.maskOfValue(i);
      }
      int length = (int) offsetAndLength;
      if (length > capacity - end) {
        return false;
      }
      long value = Platform.BYTE_ARRAY_OFFSET + bases[i] + (offsetAndLength >>> 32);
      copy(bytes, value, data + end, length);
      end += length;
      Platform.putInt(null, offsets + (long) Integer.BYTES * (i + 1), end);
    }
    filled(count);
    return true;
  }
}
