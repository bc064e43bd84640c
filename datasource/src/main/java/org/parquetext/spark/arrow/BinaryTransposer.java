package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/** Columns of binary values that are not in the row as they are to be written. */
abstract class BinaryTransposer extends ValueTransposer {

  /** A vector keeps at most this capacity for data; what a larger page needed is given back. */
  static final int RETAINED_BYTES = 512 * 1024;

  private final BaseVariableWidthVector values;

  BinaryTransposer(FieldVector vector) {
    super(vector);
    this.values = (BaseVariableWidthVector) vector;
  }

  @Override
  void copyValues(Slots slots) {
    long needed = writeOffsets(slots, offsetAddress()) + (long) RowPage.SLACK;
    if (!isDataCapacityFor(needed)) {
      values.allocateNew(needed, capacityFor(slots.count()));
      writeOffsets(slots, offsetAddress());
    }
    copyBytes(slots, values.getDataBufferAddress());
    values.setLastSet(slots.count() - 1);
  }

  private long offsetAddress() {
    return values.getOffsetBufferAddress();
  }

  private boolean isDataCapacityFor(long needed) {
    long capacity = values.getDataBuffer().capacity();
    return needed <= capacity && (capacity <= RETAINED_BYTES || needed > RETAINED_BYTES);
  }

  /** Returns the sum of the lengths; a null has length 0. */
  abstract int writeOffsets(Slots slots, long address);

  /**
   * In order of the slots: what is copied beyond a value's end is overwritten by the next value.
   */
  abstract void copyBytes(Slots slots, long address);

  /**
   * Short values by a fixed number of words, up to {@link RowPage#SLACK} bytes beyond their end: a
   * loop over the words of each value is a branch that is often predicted wrong.
   */
  static void copy(byte[] bytes, long from, long to, int length) {
    if (length <= 3 * Long.BYTES) {
      copyThreeWords(bytes, from, to);
    } else if (length <= 6 * Long.BYTES) {
      copyThreeWords(bytes, from, to);
      copyThreeWords(bytes, from + 3 * Long.BYTES, to + 3 * Long.BYTES);
    } else {
      Platform.copyMemory(bytes, from, null, to, length);
    }
  }

  private static void copyThreeWords(byte[] bytes, long from, long to) {
    long first = Platform.getLong(bytes, from);
    long second = Platform.getLong(bytes, from + Long.BYTES);
    long third = Platform.getLong(bytes, from + 2 * Long.BYTES);
    Platform.putLong(null, to, first);
    Platform.putLong(null, to + Long.BYTES, second);
    Platform.putLong(null, to + 2 * Long.BYTES, third);
  }
}
