package org.parquetext.dictionary;

import java.util.Arrays;

/**
 * Direct addressing for integers that lie close together: the id of a value stands at the value's
 * distance from a base. The distance is taken modulo 2^64, so that a base may lie beyond the
 * smallest long; modulo 2^32 it is the same. Not thread-safe.
 */
final class IdWindow {

  /** The widest range of values, such that the ids stay in a second-level cache. */
  static final int MAX_RANGE = 1 << 16;

  private static final int MIN_LENGTH = 1 << 8;

  private static final int[] NO_IDS = {};

  private int[] ids = NO_IDS;
  private long base;
  private boolean empty = true;
  private long min;
  private long max;

  /** The id plus one of value {@code base() + i}, 0 if it has none. */
  int[] ids() {
    return ids;
  }

  long base() {
    return base;
  }

  /** Bytes of memory held, filled or not. */
  long allocatedBytes() {
    return (long) Integer.BYTES * ids.length;
  }

  /**
   * Makes the window cover a range beside what it covers already, if all of that together is narrow
   * enough. May replace {@link #ids()} and {@link #base()}.
   *
   * @return whether it does cover it
   */
  boolean cover(long from, long to) {
    long newMin = empty ? from : Math.min(min, from);
    long newMax = empty ? to : Math.max(max, to);
    if (Long.compareUnsigned(newMax - newMin, MAX_RANGE) >= 0) {
      return false;
    }
    if (!contains(newMin) || !contains(newMax)) {
      fit(newMin, newMax);
    }
    min = newMin;
    max = newMax;
    empty = false;
    return true;
  }

  private boolean contains(long value) {
    return Long.compareUnsigned(value - base, ids.length) < 0;
  }

  private void fit(long newMin, long newMax) {
    int range = (int) (newMax - newMin) + 1;
    // The same room on both sides, so that a range that creeps either way seldom comes back here.
    int length = Math.max(MIN_LENGTH, Hashing.capacityFor(2 * range));
    long newBase = newMin - (length - range) / 2;
    int[] fitting = new int[length];
    if (!empty) {
      int known = (int) (max - min) + 1;
      System.arraycopy(ids, (int) (min - base), fitting, (int) (min - newBase), known);
    }
    ids = fitting;
    base = newBase;
  }

  /** Forgets all values; stays where it is. */
  void clear() {
    if (!empty) {
      Arrays.fill(ids, (int) (min - base), (int) (max - base) + 1, 0);
      empty = true;
    }
  }

  /** Gives back all memory that the values of now do not need. */
  void trim() {
    if (empty) {
      ids = NO_IDS;
    } else {
      fit(min, max);
    }
  }
}
