package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.spark.sql.execution.vectorized.OffHeapColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/**
 * Copies values of fixed width. Ranges of Spark's writable vectors are copied by their bulk
 * getters, or by address where they are off the heap and not in a dictionary; of any other vector,
 * only values are read that are not null, since some throw at the others.
 */
final class FixedCopy {

  private FixedCopy() {}

  /** The copy for values that lie in both vectors as the type of the Arrow vector says. */
  static ValueCopy of(MinorType type) {
    return switch (type) {
      case BIT -> FixedCopy::booleans;
      case TINYINT -> FixedCopy::bytes;
      case SMALLINT -> FixedCopy::shorts;
      case INT, DATEDAY -> FixedCopy::ints;
      case FLOAT4 -> FixedCopy::floats;
      case FLOAT8 -> FixedCopy::doubles;
      case BIGINT, TIMESTAMPMICROTZ, TIMESTAMPMICRO, DURATION, TIMENANO -> FixedCopy::longs;
      default -> throw new IllegalArgumentException("No batch is made into " + type);
    };
  }

  /** Whether the bulk getters can be used: these copy what lies at nulls, whatever it is. */
  static boolean isBulk(ColumnVector from, Cells cells) {
    return cells.isRange() && OwnVectors.include(from);
  }

  /** Copies by address, if the values lie at one. */
  private static boolean isCopied(ColumnVector from, Cells cells, FieldVector to, int width) {
    if (!cells.isRange() || !(from instanceof OffHeapColumnVector off) || off.hasDictionary()) {
      return false;
    }
    Platform.copyMemory(
        null,
        off.valuesNativeAddress() + (long) width * cells.from(),
        null,
        to.getDataBufferAddress(),
        (long) width * cells.count());
    return true;
  }

  private static void booleans(ColumnVector from, Cells cells, FieldVector to) {
    long address = to.getDataBufferAddress();
    int count = cells.count();
    if (isBulk(from, cells)) {
      packBits(from.getBytes(cells.from(), count), address);
      return;
    }
    for (int first = 0; first < count; first += Long.SIZE) {
      int end = Math.min(first + Long.SIZE, count);
      long bits = 0;
      for (int i = first; i < end; i++) {
        if (!cells.isNull(i) && from.getBoolean(cells.at(i))) {
          bits |= 1L << i;
        }
      }
      Platform.putLong(null, address + (first >> 3), bits);
    }
  }

  /** Spark's writable vectors hold booleans as bytes of 0 and 1. */
  private static void packBits(byte[] values, long address) {
    for (int first = 0; first < values.length; first += Long.SIZE) {
      int end = Math.min(first + Long.SIZE, values.length);
      long bits = 0;
      for (int i = first; i < end; i++) {
        bits |= (values[i] & 1L) << i;
      }
      Platform.putLong(null, address + (first >> 3), bits);
    }
  }

  private static void bytes(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Byte.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      byte[] values = from.getBytes(cells.from(), count);
      Platform.copyMemory(values, Platform.BYTE_ARRAY_OFFSET, null, address, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putByte(null, address + i, from.getByte(cells.at(i)));
      }
    }
  }

  private static void shorts(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Short.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      short[] values = from.getShorts(cells.from(), count);
      long bytes = (long) Short.BYTES * count;
      Platform.copyMemory(values, Platform.SHORT_ARRAY_OFFSET, null, address, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putShort(null, address + (long) Short.BYTES * i, from.getShort(cells.at(i)));
      }
    }
  }

  private static void ints(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Integer.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      int[] values = from.getInts(cells.from(), count);
      long bytes = (long) Integer.BYTES * count;
      Platform.copyMemory(values, Platform.INT_ARRAY_OFFSET, null, address, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putInt(null, address + (long) Integer.BYTES * i, from.getInt(cells.at(i)));
      }
    }
  }

  private static void longs(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Long.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      long[] values = from.getLongs(cells.from(), count);
      long bytes = (long) Long.BYTES * count;
      Platform.copyMemory(values, Platform.LONG_ARRAY_OFFSET, null, address, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putLong(null, address + (long) Long.BYTES * i, from.getLong(cells.at(i)));
      }
    }
  }

  private static void floats(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Float.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      float[] values = from.getFloats(cells.from(), count);
      long bytes = (long) Float.BYTES * count;
      Platform.copyMemory(values, Platform.FLOAT_ARRAY_OFFSET, null, address, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putFloat(null, address + (long) Float.BYTES * i, from.getFloat(cells.at(i)));
      }
    }
  }

  private static void doubles(ColumnVector from, Cells cells, FieldVector to) {
    int count = cells.count();
    long address = to.getDataBufferAddress();
    if (isCopied(from, cells, to, Double.BYTES)) {
      return;
    }
    if (isBulk(from, cells)) {
      double[] values = from.getDoubles(cells.from(), count);
      long bytes = (long) Double.BYTES * count;
      Platform.copyMemory(values, Platform.DOUBLE_ARRAY_OFFSET, null, address, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        Platform.putDouble(null, address + (long) Double.BYTES * i, from.getDouble(cells.at(i)));
      }
    }
  }
}
