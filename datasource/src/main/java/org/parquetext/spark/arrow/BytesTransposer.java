package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ScatteredBytes;

/**
 * Columns of strings and binary values: a slot holds the value's offset in the row and its length.
 * The bytes stay where they are, valid UTF-8 or not; the vector holds nothing but the nulls.
 */
final class BytesTransposer extends ValueTransposer {

  private final BaseVariableWidthVector nulls;
  private int[] starts = {};
  private int[] lengths = {};

  BytesTransposer(FieldVector vector) {
    super(vector);
    this.nulls = (BaseVariableWidthVector) vector;
  }

  @Override
  void allocate(int positions) {
    nulls.allocateNew(0, positions);
  }

  @Override
  void copyValues(Slots slots) {
    byte[] bytes = slots.bytes();
    int[] positions = slots.starts();
    int[] bases = slots.bases();
    int count = slots.count();
    long from = slots.slot();
    boolean hasNull = slots.hasNull();
    starts = Slots.reserved(starts, count);
    lengths = Slots.reserved(lengths, count);
    int[] valueStarts = starts;
    int[] valueLengths = lengths;
    for (int i = 0; i < count; i++) {
      long offsetAndLength = Platform.getLong(bytes, from + positions[i]);
      if (hasNull) {
        offsetAndLength &= slots.maskOfValue(i);
      }
      valueStarts[i] = bases[i] + (int) (offsetAndLength >>> 32);
      valueLengths[i] = (int) offsetAndLength;
    }
    nulls.setLastSet(count - 1);
  }

  @Override
  LeafColumn column(LeafColumn ofVector, Slots slots) {
    return ofVector.scattered(new ScatteredBytes(slots.bytes(), starts, lengths));
  }
}
