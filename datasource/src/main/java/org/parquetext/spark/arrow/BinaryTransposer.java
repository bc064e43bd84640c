package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of strings and binary values: the slot holds the value's offset in the row and its
 * length. The bytes are copied as they are, valid UTF-8 or not.
 */
class BinaryTransposer extends ValueTransposer {

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
    copyBytes(slots, dataAddress());
    filled(slots.count());
  }

  final void filled(int count) {
    values.setLastSet(count - 1);
  }

  final long dataAddress() {
    return values.getDataBufferAddress();
  }

  final long offsetAddress() {
    return values.getOffsetBufferAddress();
  }

  final long dataCapacity() {
    return values.getDataBuffer().capacity();
  }

  private boolean isDataCapacityFor(long needed) {
    long capacity = dataCapacity();
    return needed <= capacity && (capacity <= RETAINED_BYTES || needed > RETAINED_BYTES);
  }

  /** Returns the sum of the lengths; a null has length 0. */
  int writeOffsets(Slots slots, long address) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int count = slots.count();
    long from = slots.slot();
    boolean nulls = slots.hasNull();
    int end = 0;
    Platform.putInt(null, address, 0);
    for (int i = 0; i < count; i++) {
      long offsetAndLength = Platform.getLong(bytes, from + starts[i]);
      if (nulls) {
        offsetAndLength &= slots.maskOfValue(i);
      }
      end += (int) offsetAndLength;
      Platform.putInt(null, address + (long) Integer.BYTES * (i + 1), end);
    }
    return end;
  }

  /**
   * In order of the slots: what is copied beyond a value's end is overwritten by the next value.
   */
  void copyBytes(Slots slots, long address) {
    byte[] bytes = slots.bytes();
    int[] starts = slots.starts();
    int[] bases = slots.bases();
    int count = slots.count();
    long from = slots.slot();
    boolean nulls = slots.hasNull();
    long to = address;
    for (int i = 0; i < count; i++) {
      long offsetAndLength = Platform.getLong(bytes, from + starts[i]);
      if (nulls) {
        offsetAndLength &= slots.maskOfValue(i);
      }
      int length = (int) offsetAndLength;
      copy(bytes, Platform.BYTE_ARRAY_OFFSET + bases[i] + (offsetAndLength >>> 32), to, length);
      to += length;
    }
  }

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
