package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of strings and binary values: the slot holds the value's offset in the row and its
 * length. The bytes are copied as they are, valid UTF-8 or not.
 */
final class BinaryTransposer extends ColumnTransposer {

  /** A vector keeps at most this capacity for data; what a larger page needed is given back. */
  static final int RETAINED_BYTES = 2 * RowPage.MAX_BYTES;

  /** Up to here whole words beat a call to copy memory. */
  private static final int SHORT_BYTES = 128;

  private final BaseVariableWidthVector values;

  BinaryTransposer(FieldVector vector, int ordinal, long slot) {
    super(vector, ordinal, slot);
    this.values = (BaseVariableWidthVector) vector;
  }

  @Override
  void copyValues(RowPage page) {
    long needed = writeOffsets(page) + RowPage.SLACK;
    if (!isCapacityFor(needed)) {
      values.allocateNew(needed, RowPage.MAX_ROWS);
      writeOffsets(page);
    }
    copyBytes(page);
    values.setLastSet(page.rows() - 1);
  }

  private boolean isCapacityFor(long needed) {
    long capacity = values.getDataBuffer().capacity();
    return needed <= capacity && (capacity <= RETAINED_BYTES || needed > RETAINED_BYTES);
  }

  /** Returns the sum of the lengths; a null has length 0. */
  private int writeOffsets(RowPage page) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    boolean nulls = page.hasNull(ordinal);
    long offsets = values.getOffsetBufferAddress();
    int end = 0;
    Platform.putInt(null, offsets, 0);
    for (int row = 0; row < rows; row++) {
      long offsetAndLength = Platform.getLong(bytes, slot + starts[row]);
      if (nulls) {
        offsetAndLength &= page.maskOfValue(row, ordinal);
      }
      end += (int) offsetAndLength;
      Platform.putInt(null, offsets + (long) Integer.BYTES * (row + 1), end);
    }
    return end;
  }

  /** In row order: what is copied beyond a value's end is overwritten by the next value. */
  private void copyBytes(RowPage page) {
    byte[] bytes = page.bytes();
    int[] starts = page.starts();
    int rows = page.rows();
    boolean nulls = page.hasNull(ordinal);
    long to = values.getDataBufferAddress();
    for (int row = 0; row < rows; row++) {
      long offsetAndLength = Platform.getLong(bytes, slot + starts[row]);
      if (nulls) {
        offsetAndLength &= page.maskOfValue(row, ordinal);
      }
      long from = Platform.BYTE_ARRAY_OFFSET + starts[row] + (offsetAndLength >>> 32);
      int length = (int) offsetAndLength;
      copy(bytes, from, to, length);
      to += length;
    }
  }

  /** Short values two words at a time, up to {@link RowPage#SLACK} bytes beyond their end. */
  private static void copy(byte[] bytes, long from, long to, int length) {
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
