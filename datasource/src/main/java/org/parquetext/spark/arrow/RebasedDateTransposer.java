package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;

/** Columns of dates that are not written as they are when they lie before the calendar change. */
final class RebasedDateTransposer extends IntTransposer {

  private final DateRebase rebase;

  RebasedDateTransposer(FieldVector vector, DateRebase rebase) {
    super(vector);
    this.rebase = rebase;
  }

  @Override
  void copyValues(Slots slots) {
    super.copyValues(slots);
    rebase.apply(vector.getDataBufferAddress(), slots.count(), slots);
  }
}
