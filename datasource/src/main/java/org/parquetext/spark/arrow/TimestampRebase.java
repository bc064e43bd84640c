package org.parquetext.spark.arrow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.unsafe.Platform;
import org.parquetext.spark.arrow.Rebase.Mode;

/**
 * Changes timestamps of before the last calendar change of any time zone as a {@link Rebase} says.
 * Immutable.
 */
final class TimestampRebase {

  private static final long FIRST_UNCHANGED = RebaseDateTime.lastSwitchGregorianTs();

  private final ColumnPath path;
  private final Rebase.Rule rule;
  private final String timeZone;

  TimestampRebase(ColumnPath path, Rebase rebase) {
    this.path = path;
    this.rule = rebase.timestamps();
    this.timeZone = rebase.timeZone();
  }

  /**
   * Changes the microseconds at an address.
   *
   * @throws org.parquetext.WriteException when one is of before the change and the rule forbids it
   */
  void apply(long address, int count, NodePositions positions) {
    if (least(address, count) >= FIRST_UNCHANGED) {
      return;
    }
    for (int i = 0; i < count; i++) {
      long at = address + (long) Long.BYTES * i;
      long micros = Platform.getLong(null, at);
      if (micros < FIRST_UNCHANGED && !positions.isNull(i)) {
        if (rule.mode() == Mode.EXCEPTION) {
          throw AncientValues.refused(
              path, positions.rowNumber(i), instant(micros), instant(FIRST_UNCHANGED), rule);
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
