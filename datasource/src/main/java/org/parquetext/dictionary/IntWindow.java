package org.parquetext.dictionary;

/**
 * Direct addressing for int values that lie close together: the id of a value stands at the value's
 * distance from a base. The distance is taken modulo 2^32, so that a base may lie beyond the
 * smallest int. Not thread-safe.
 */
final class IntWindow {

  /** The widest range of values, such that the ids stay in a second-level cache. */
  static final int MAX_RANGE = 1 << 16;

  private static final int MIN_LENGTH = 1 << 8;

  private int[] ids = new int[MIN_LENGTH];
  private int base;
  private int min = Integer.MAX_VALUE;
  private int max = Integer.MIN_VALUE;

  /** The id plus one of value {@code base() + i}, 0 if it has none. */
  int[] ids() {
    return ids;
  }

  /** Bytes of memory held, filled or not. */
  long allocatedBytes() {
    return (long) Integer.BYTES * ids.length;
  }

  int base() {
    return base;
  }

  /**
   * Makes the window cover a range beside what it covers already, if all of that together is narrow
   * enough.
   *
   * @param entries the values that have ids so far, in their order, {@code size} of them
   * @return whether it does cover it
   */
  boolean cover(int from, int to, int[] entries, int size) {
    int newMin = Math.min(min, from);
    int newMax = Math.max(max, to);
    long range = (long) newMax - newMin + 1;
    if (range > MAX_RANGE) {
      return false;
    }
    min = newMin;
    max = newMax;
    if (!contains(newMin) || !contains(newMax)) {
      fit(entries, size);
    }
    return true;
  }

  private boolean contains(int value) {
    return Integer.compareUnsigned(value - base, ids.length) < 0;
  }

  private void fit(int[] entries, int size) {
    int range = max - min + 1;
    // The same room on both sides, so that a range that creeps either way seldom comes back here.
    int length = Math.max(MIN_LENGTH, Hashing.capacityFor(2 * range));
    base = min - (length - range) / 2;
    ids = new int[length];
    for (int i = 0; i < size; i++) {
      ids[entries[i] - base] = i + 1;
    }
  }

  /** Forgets the values, which are passed as in {@link #cover}; stays where it is. */
  void clear(int[] entries, int size) {
    for (int i = 0; i < size; i++) {
      ids[entries[i] - base] = 0;
    }
    min = Integer.MAX_VALUE;
    max = Integer.MIN_VALUE;
  }

  /** Gives back all memory that the values, which are passed as in {@link #cover}, do not need. */
  void trim(int[] entries, int size) {
    if (size == 0) {
      ids = new int[MIN_LENGTH];
    } else {
      fit(entries, size);
    }
  }
}
