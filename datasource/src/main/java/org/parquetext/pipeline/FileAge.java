package org.parquetext.pipeline;

import java.util.function.LongSupplier;
import org.parquetext.options.WriteOptions;

/**
 * How long the open file has had rows, and since when it got none: whether one of the intervals of
 * the options is over. Both are looked at only when rows come, before they go in, so that nothing
 * happens beside the calling thread; without intervals the clock is not asked. Confined to the
 * calling thread.
 */
final class FileAge {

  private final LongSupplier nanoClock;
  private final long rolloverNanos;
  private final long inactivityNanos;
  private final boolean timed;
  private boolean hasRows;
  private long began;
  private long last;

  FileAge(WriteOptions options, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.rolloverNanos = options.rolloverNanos();
    this.inactivityNanos = options.inactivityNanos();
    this.timed = options.hasIntervals();
  }

  /** Rows come: says why the file ends before they go in; null if it does not. */
  CloseReason rowsCome() {
    if (!timed) {
      return null;
    }
    long now = nanoClock.getAsLong();
    CloseReason due = hasRows ? due(now) : null;
    if (!hasRows || due != null) {
      began = now;
      hasRows = true;
    }
    last = now;
    return due;
  }

  private CloseReason due(long now) {
    if (now - last >= inactivityNanos) {
      return CloseReason.INACTIVITY;
    }
    return now - began >= rolloverNanos ? CloseReason.INTERVAL : null;
  }

  /** The file has ended for another reason; rows that are there already begin the next one. */
  void restart() {
    if (timed) {
      began = nanoClock.getAsLong();
    }
  }
}
