package org.parquetext.spark.arrow;

import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ScatteredBytes;

/**
 * Columns of values of variable width. The bytes stay where they are and the column says where that
 * is; its vector is one of bits, which has the nulls and could not be taken for the values.
 */
abstract class BinaryTransposer extends ValueTransposer {

  int[] starts = {};
  int[] lengths = {};
  private int longest;

  /** {@code field} is of no use beyond its allocator and its name. */
  BinaryTransposer(FieldVector field) {
    super(new BitVector(field.getName(), field.getAllocator()));
  }

  @Override
  final void copyValues(Slots slots) {
    starts = Slots.reserved(starts, slots.count());
    lengths = Slots.reserved(lengths, slots.count());
    longest = locate(slots);
  }

  /**
   * Puts where each value starts in {@link #data} into {@link #starts}, and its length into {@link
   * #lengths}: 0 for a null.
   *
   * @return the longest of the lengths
   */
  abstract int locate(Slots slots);

  /** What holds the values that were located last. */
  byte[] data(Slots slots) {
    return slots.bytes();
  }

  @Override
  final LeafColumn column(LeafColumn nulls, Slots slots) {
    return nulls.withBytes(new ScatteredBytes(data(slots), starts, lengths, longest));
  }

  @Override
  public void close() {
    starts = new int[0];
    lengths = new int[0];
    super.close();
  }
}
