package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;

/** Columns of type void, which hold nothing but nulls; slots are not read. */
final class VoidTransposer extends ValueTransposer {

  VoidTransposer(FieldVector vector) {
    super(vector);
  }

  @Override
  void copyValues(Slots slots) {
    // A null has no value.
  }

  @Override
  void writeValidity(Slots slots, long address) {
    ValidityBitmap.clear(address, slots.count());
  }
}
