package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * One of the two parts of a variant, as {@code VariantVal.readFromUnsafeRow} finds them: where the
 * slot points to, 4 bytes with the length of the value, the value, and the metadata in the rest.
 */
final class VariantPartTransposer extends BinaryTransposer {

  private final Part part;

  VariantPartTransposer(FieldVector vector, Part part) {
    super(vector);
    this.part = part;
  }

  @Override
  int writeOffsets(Slots slots, long address) {
    int end = 0;
    Platform.putInt(null, address, 0);
    for (int i = 0; i < slots.count(); i++) {
      if (!slots.isNull(i)) {
        end += length(slots, i, valueLength(slots, i));
      }
      Platform.putInt(null, address + (long) Integer.BYTES * (i + 1), end);
    }
    return end;
  }

  @Override
  void copyBytes(Slots slots, long address) {
    long to = address;
    for (int i = 0; i < slots.count(); i++) {
      if (!slots.isNull(i)) {
        int valueLength = valueLength(slots, i);
        int length = length(slots, i, valueLength);
        long value = Platform.BYTE_ARRAY_OFFSET + (long) slots.target(i) + Integer.BYTES;
        copy(slots.bytes(), part == Part.VALUE ? value : value + valueLength, to, length);
        to += length;
      }
    }
  }

  private static int valueLength(Slots slots, int position) {
    return Platform.getInt(
        slots.bytes(), Platform.BYTE_ARRAY_OFFSET + (long) slots.target(position));
  }

  private int length(Slots slots, int position, int valueLength) {
    return part == Part.VALUE ? valueLength : slots.length(position) - Integer.BYTES - valueLength;
  }

  /** In the order of the Parquet group. */
  enum Part {
    VALUE,
    METADATA
  }
}
