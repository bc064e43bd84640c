package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;

/**
 * Columns of timestamps that are not written as they are when they lie before the last calendar
 * change of any time zone.
 */
final class RebasedTimestampTransposer extends LongTransposer {

  private final TimestampRebase rebase;

  RebasedTimestampTransposer(FieldVector vector, TimestampRebase rebase) {
    super(vector);
    this.rebase = rebase;
  }

  @Override
  void copyValues(Slots slots) {
    super.copyValues(slots);
    rebase.apply(vector.getDataBufferAddress(), slots.count(), slots);
  }
}
