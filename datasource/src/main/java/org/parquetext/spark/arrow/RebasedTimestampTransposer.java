package org.parquetext.spark.arrow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.unsafe.Platform;
import org.parquetext.spark.arrow.Rebase.Mode;

/**
 * Columns of timestamps that are not written as they are when they lie before the last calendar
 * change of any time zone.
 */
final class RebasedTimestampTransposer extends LongTransposer {

  private static final long FIRST_UNCHANGED = RebaseDateTime.lastSwitchGregorianTs();

  private final ColumnPath path;
  private final Rebase.Rule rule;
  private final String timeZone;

  RebasedTimestampTransposer(FieldVector vector, ColumnPath path, Rebase rebase) {
    super(vector);
    this.path = path;
    this.rule = rebase.timestamps();
    this.timeZone = rebase.timeZone();
  }

  @Override
  void copyValues(Slots slots) {
    super.copyValues(slots);
    long address = vector.getDataBufferAddress();
    if (least(address, slots.count()) >= FIRST_UNCHANGED) {
      return;
    }
    for (int i = 0; i < slots.count(); i++) {
      long at = address + (long) Long.BYTES * i;
      long micros = Platform.getLong(null, at);
      if (micros < FIRST_UNCHANGED && !slots.isNull(i)) {
        if (rule.mode() == Mode.EXCEPTION) {
          throw AncientValues.refused(
              path, slots.rowNumber(i), instant(micros), instant(FIRST_UNCHANGED), rule);
        }
        Platform.putLong(null, at, RebaseDateTime.rebaseGregorianToJulianMicros(timeZone, micros));
      }
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Nulls may count: then values are looked at that need not be. */
  private static long least(long address, int count) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, Platform.getLong(null, address + (long) Long.BYTES * i));
    }
    return least;
  }
}
