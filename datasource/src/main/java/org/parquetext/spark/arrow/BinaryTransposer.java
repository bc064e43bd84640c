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

  /** Up to here whole words beat a call to copy memory. */
  private static final int SHORT_BYTES = 128;

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

  /** Short values two words at a time, up to {@link RowPage#SLACK} bytes beyond their end. */
  static void copy(byte[] bytes, long from, long to, int length) {
    if (length > SHORT_BYTES) {
      Platform.copyMemory(bytes, from, null, to, length);
      return;
    }
    int copied = 0;
    do {
      long first = Platform.getLong(bytes, from + copied);
      long second = Platform.getLong(bytes, from + copied + Long.BYTES);
      Platform.putLong(null, to + copied, first);
      Platform.putLong(null, to + copied + Long.BYTES, second);
      copied += 2 * Long.BYTES;
    } while (copied < length);
  }
}
