package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A counter for each constant of an enum. Counting needs no memory, so that it cannot fail where
 * somebody waits for what comes after it. Thread-safe.
 */
final class Tally<E extends Enum<E>> {

  private final AtomicLongArray counts;

  Tally(Class<E> type) {
    this.counts = new AtomicLongArray(type.getEnumConstants().length);
  }

  void add(E constant, long count) {
    counts.addAndGet(constant.ordinal(), count);
  }

  long sum(E constant) {
    return counts.get(constant.ordinal());
  }

  /** Of all constants. */
  long total() {
    long total = 0;
    for (int i = 0; i < counts.length(); i++) {
      total += counts.get(i);
    }
    return total;
  }
}
