package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** An account with a limit, which remembers how it was used, and on which threads. */
class LimitedAccount implements MemoryAccount {

  private final long limit;
  private final Set<Thread> threads = new HashSet<>();
  private long held;
  private long peak;
  private int questions;

  LimitedAccount(long limit) {
    this.limit = limit;
  }

  @Override
  public synchronized long acquire(long bytes) {
    assertThat(bytes).as("bytes asked for").isPositive();
    threads.add(Thread.currentThread());
    questions++;
    long granted = Math.min(bytes, limit - held);
    held += granted;
    peak = Math.max(peak, held);
    return granted;
  }

  @Override
  public synchronized void release(long bytes) {
    assertThat(bytes).as("bytes released").isBetween(1L, held);
    threads.add(Thread.currentThread());
    held -= bytes;
  }

  synchronized long held() {
    return held;
  }

  synchronized long peak() {
    return peak;
  }

  synchronized int questions() {
    return questions;
  }

  synchronized Set<Thread> threads() {
    return threads;
  }
}
