package org.parquetext.spark.arrow;

import java.time.LocalDate;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.unsafe.Platform;
import org.parquetext.spark.arrow.Rebase.Mode;

/** Changes dates of before the calendar change as a {@link Rebase.Rule} says. Immutable. */
final class DateRebase {

  private static final int FIRST_UNCHANGED = RebaseDateTime.lastSwitchGregorianDay();

  private final ColumnPath path;
  private final Rebase.Rule rule;

  DateRebase(ColumnPath path, Rebase.Rule rule) {
    this.path = path;
    this.rule = rule;
  }

  /**
   * Changes the days at an address.
   *
   * @throws org.parquetext.WriteException when one is of before the change and the rule forbids it
   */
  void apply(long address, int count, NodePositions positions) {
    if (least(address, count) >= FIRST_UNCHANGED) {
      return;
    }
    for (int i = 0; i < count; i++) {
      long at = address + (long) Integer.BYTES * i;
      int days = Platform.getInt(null, at);
      if (days < FIRST_UNCHANGED && !positions.isNull(i)) {
        if (rule.mode() == Mode.EXCEPTION) {
          throw AncientValues.refused(
              path,
              positions.rowNumber(i),
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
