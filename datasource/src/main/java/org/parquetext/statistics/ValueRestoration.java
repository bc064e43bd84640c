package org.parquetext.statistics;

import java.io.Serializable;

/**
 * Turns what stands in a file for an old date or timestamp into what a reader makes of it, where a
 * write has counted it in another calendar. Immutable; travels to executors.
 */
public interface ValueRestoration extends Serializable {

  /** The first value in the file from which on all are as they were, days or microseconds. */
  long firstUnchanged();

  /** What a reader makes of a value before that. */
  long restore(long value);
}
