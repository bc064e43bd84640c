package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.parquetext.statistics.ValueRestoration;

/**
 * What Spark's readers make of the dates and timestamps that a {@link Rebase} has changed ({@code
 * RebaseDateTime}). Immutable.
 */
final class RebaseRestoration {

  private RebaseRestoration() {}

  /** Days since 1970-01-01 in the hybrid calendar to those in the proleptic Gregorian one. */
  record OfDates() implements ValueRestoration {

    private static final long serialVersionUID = 1L;

    @Override
    public long firstUnchanged() {
      return RebaseDateTime.lastSwitchJulianDay();
    }

    @Override
    public long restore(long value) {
      return RebaseDateTime.rebaseJulianToGregorianDays((int) value);
    }
  }

  /** Microseconds, as {@link OfDates}. */
  record OfTimestamps(String timeZone) implements ValueRestoration {

    private static final long serialVersionUID = 1L;

    @Override
    public long firstUnchanged() {
      return RebaseDateTime.lastSwitchJulianTs();
    }

    @Override
    public long restore(long value) {
      return RebaseDateTime.rebaseJulianToGregorianMicros(timeZone, value);
    }
  }
}
