package org.parquetext.pipeline;

import java.util.concurrent.atomic.LongAdder;

/** A counter for each constant of an enum. Thread-safe. */
final class Tally<E extends Enum<E>> {

  private final LongAdder[] counters;

  Tally(Class<E> type) {
    this.counters = new LongAdder[type.getEnumConstants().length];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new LongAdder();
    }
  }

  void add(E constant, long count) {
    counters[constant.ordinal()].add(count);
  }

  long sum(E constant) {
    return counters[constant.ordinal()].sum();
  }

  /** Of all constants. */
  long total() {
    long total = 0;
    for (LongAdder counter : counters) {
      total += counter.sum();
    }
    return total;
  }
}
