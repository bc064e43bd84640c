package org.parquetext.column;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ValueVector;

/** Reads the indices of Arrow vectors that are encoded with a dictionary, of any width. */
final class DictionaryIndices {

  private DictionaryIndices() {}

  /** Fills {@code out} with rows {@code from} to {@code from + count}; null rows give any value. */
  static void read(ValueVector vector, int from, int count, int[] out) {
    switch (vector.getMinorType()) {
      case INT, UINT4 ->
          ArrowInts.slice(vector, from, count, Integer.BYTES).asIntBuffer().get(out, 0, count);
      default -> {
        for (int i = 0; i < count; i++) {
          out[i] = read(vector, from + i);
        }
      }
    }
  }

  /** One index; negative, or too large for any dictionary, where the vector has such. */
  static int read(ValueVector vector, int row) {
    ArrowBuf data = vector.getDataBuffer();
    return switch (vector.getMinorType()) {
      case INT, UINT4 -> data.getInt((long) row * Integer.BYTES);
      case TINYINT -> data.getByte(row);
      case UINT1 -> data.getByte(row) & 0xFF;
      case SMALLINT -> data.getShort((long) row * Short.BYTES);
      case UINT2 -> data.getShort((long) row * Short.BYTES) & 0xFFFF;
      case BIGINT, UINT8 -> saturated(data.getLong((long) row * Long.BYTES));
      default -> throw new IllegalArgumentException("no indices: " + vector.getField());
    };
  }

  private static int saturated(long index) {
    return index == (int) index ? (int) index : -1;
  }
}
