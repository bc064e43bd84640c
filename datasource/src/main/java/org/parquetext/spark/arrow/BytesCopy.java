package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.execution.vectorized.OffHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Copies strings and binary values as they are, valid UTF-8 or not. Spark's writable vectors hold
 * an offset and a length for each, and all bytes in one child, mostly in order: what follows one
 * another there is copied as one block.
 */
final class BytesCopy implements ValueCopy {

  /** A vector keeps at most this capacity for data; what a larger batch needed is given back. */
  private static final int RETAINED_BYTES = 512 * 1024;

  private final Kind kind;
  private final ColumnPath path;

  BytesCopy(Kind kind, ColumnPath path) {
    this.kind = kind;
    this.path = path;
  }

  @Override
  public void copy(ColumnVector from, Cells cells, FieldVector to) {
    BaseVariableWidthVector values = (BaseVariableWidthVector) to;
    if (OwnVectors.include(from) && OwnVectors.encoded(from) == null) {
      copyStored((WritableColumnVector) from, cells, values);
    } else {
      copyEach(from, cells, values);
    }
    values.setLastSet(cells.count() - 1);
  }

  /** Makes all positions nulls without bytes, where values are of variable width. */
  static void clear(FieldVector vector, int count) {
    if (vector instanceof BaseVariableWidthVector values) {
      Platform.setMemory(
          null, values.getOffsetBufferAddress(), (long) Integer.BYTES * (count + 1L), (byte) 0);
      values.setLastSet(count - 1);
    }
  }

  private void copyStored(WritableColumnVector from, Cells cells, BaseVariableWidthVector to) {
    int bytes = writeOffsets(from, cells, to.getOffsetBufferAddress());
    if (bytes == 0) {
      return;
    }
    if (!isCapacityFor(to, bytes)) {
      to.allocateNew(bytes, LeafCopier.capacityFor(cells.count()));
      writeOffsets(from, cells, to.getOffsetBufferAddress());
    }
    WritableColumnVector data = from.arrayData();
    boolean offHeap = data instanceof OffHeapColumnVector;
    Object base = offHeap ? null : data.getByteBuffer(0, 0).array();
    long start =
        offHeap ? ((OffHeapColumnVector) data).valuesNativeAddress() : Platform.BYTE_ARRAY_OFFSET;
    copyBlocks(from, cells, base, start, to.getDataBufferAddress());
  }

  private int writeOffsets(WritableColumnVector from, Cells cells, long address) {
    long end = 0;
    Platform.putInt(null, address, 0);
    for (int i = 0; i < cells.count(); i++) {
      if (!cells.isNull(i)) {
        end += from.getArrayLength(cells.at(i));
      }
      Platform.putInt(null, address + (long) Integer.BYTES * (i + 1), (int) end);
    }
    return checked(end, cells.count());
  }

  private static void copyBlocks(
      WritableColumnVector from, Cells cells, Object base, long start, long address) {
    long to = address;
    int blockStart = 0;
    int blockEnd = 0;
    for (int i = 0; i < cells.count(); i++) {
      if (!cells.isNull(i)) {
        int offset = from.getArrayOffset(cells.at(i));
        if (offset != blockEnd) {
          Platform.copyMemory(base, start + blockStart, null, to, blockEnd - blockStart);
          to += blockEnd - blockStart;
          blockStart = offset;
          blockEnd = offset;
        }
        blockEnd += from.getArrayLength(cells.at(i));
      }
    }
    Platform.copyMemory(base, start + blockStart, null, to, blockEnd - blockStart);
  }

  private void copyEach(ColumnVector from, Cells cells, BaseVariableWidthVector to) {
    int count = cells.count();
    if (!isCapacityFor(to, 1)) {
      to.allocateNew(1, LeafCopier.capacityFor(count));
    }
    long offsets = to.getOffsetBufferAddress();
    Platform.putInt(null, offsets, 0);
    int end = 0;
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        end = append(from, cells.at(i), to, end, count);
      }
      Platform.putInt(null, offsets + (long) Integer.BYTES * (i + 1), end);
    }
  }

  private int append(
      ColumnVector from, int position, BaseVariableWidthVector to, int start, int count) {
    if (kind == Kind.STRINGS) {
      UTF8String value = from.getUTF8String(position);
      int end = room(to, start, value.numBytes(), count);
      value.writeToMemory(null, to.getDataBufferAddress() + start);
      return end;
    }
    byte[] value = from.getBinary(position);
    int end = room(to, start, value.length, count);
    Platform.copyMemory(
        value, Platform.BYTE_ARRAY_OFFSET, null, to.getDataBufferAddress() + start, value.length);
    return end;
  }

  private int room(BaseVariableWidthVector to, int start, int length, int count) {
    int end = checked((long) start + length, count);
    if (end > to.getDataBuffer().capacity()) {
      to.reallocDataBuffer(end);
    }
    return end;
  }

  /** Few bytes do not keep the room that many needed. */
  private static boolean isCapacityFor(BaseVariableWidthVector to, long bytes) {
    long capacity = to.getDataBuffer().capacity();
    return bytes <= capacity && (capacity <= RETAINED_BYTES || bytes > RETAINED_BYTES);
  }

  private int checked(long bytes, int count) {
    if (bytes > OversizedBatchException.MAX_COLUMN_BYTES) {
      throw OversizedBatchException.ofColumn(path.toString(), count);
    }
    return (int) bytes;
  }

  /** Which getter has the values. */
  enum Kind {
    STRINGS,
    BINARIES
  }
}
