package org.parquetext.spark.arrow;

import java.time.LocalDate;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.unsafe.Platform;
import org.parquetext.spark.arrow.Rebase.Mode;

/** Columns of dates that are not written as they are when they lie before the calendar change. */
final class RebasedDateTransposer extends IntTransposer {

  private static final int FIRST_UNCHANGED = RebaseDateTime.lastSwitchGregorianDay();

  private final ColumnPath path;
  private final Rebase.Rule rule;

  RebasedDateTransposer(FieldVector vector, ColumnPath path, Rebase.Rule rule) {
    super(vector);
    this.path = path;
    this.rule = rule;
  }

  @Override
  void copyValues(Slots slots) {
    super.copyValues(slots);
    long address = vector.getDataBufferAddress();
    if (least(address, slots.count()) >= FIRST_UNCHANGED) {
      return;
    }
    for (int i = 0; i < slots.count(); i++) {
      long at = address + (long) Integer.BYTES * i;
      int days = Platform.getInt(null, at);
      if (days < FIRST_UNCHANGED && !slots.isNull(i)) {
        if (rule.mode() == Mode.EXCEPTION) {
          throw AncientValues.refused(
              path,
              slots.rowNumber(i),
              LocalDate.ofEpochDay(days),
              LocalDate.ofEpochDay(FIRST_UNCHANGED),
              rule);
        }
        Platform.putInt(null, at, RebaseDateTime.rebaseGregorianToJulianDays(days));
      }
    }
  }

  /** Nulls may count: then values are looked at that need not be. */
  private static int least(long address, int count) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, Platform.getInt(null, address + (long) Integer.BYTES * i));
    }
    return least;
  }
}
