package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of decimals of more than 18 digits. The slot points to the shortest big-endian two's
 * complement form of the unscaled value, 1 to 16 bytes; the vector wants 16 little-endian bytes.
 */
final class WideDecimalTransposer extends ValueTransposer {

  WideDecimalTransposer(FieldVector vector) {
    super(vector);
  }

  @Override
  void copyValues(Slots slots) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int count = slots.count();
    int[] bases = slots.bases();
    boolean nulls = slots.hasNull();
    long from = slots.slot();
    long to = vector.getDataBufferAddress();
    for (int i = 0; i < count; i++) {
      if (!nulls || !slots.isNull(i)) {
        long word = Platform.getLong(bytes, from + starts[i]);
        long value = Platform.BYTE_ARRAY_OFFSET + bases[i] + (word >>> 32);
        copy(bytes, value, (int) word, to + 16L * i);
      }
    }
  }

  /** Reads whole words: the first eight bytes, and the last eight of a longer value. */
  private static void copy(byte[] bytes, long value, int length, long to) {
    long head = Long.reverseBytes(Platform.getLong(bytes, value));
    if (length <= Long.BYTES) {
      Platform.putLong(null, to, head >> (Long.SIZE - 8 * length));
      Platform.putLong(null, to + Long.BYTES, head >> 63);
    } else {
      long tail = Long.reverseBytes(Platform.getLong(bytes, value + length - Long.BYTES));
      Platform.putLong(null, to, tail);
      Platform.putLong(null, to + Long.BYTES, head >> (2 * Long.SIZE - 8 * length));
    }
  }
}
