package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the writers of one {@link WriterGroup} hold of the executor's budget, and how much they may.
 * Each group that exists has the same share, however many writers it has. Thread-safe.
 */
final class MemoryShare {

  private final MemoryBudget budget;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  MemoryShare(MemoryBudget budget) {
    this.budget = budget;
  }

  /** Bytes that the group holds. */
  long held() {
    return held.get();
  }

  /** The most bytes that it ever held. */
  long peak() {
    return peak.get();
  }

  private void hold(long bytes) {
    long now = held.addAndGet(bytes);
    if (now > peak.get()) {
      peak.accumulateAndGet(now, Math::max);
    }
  }

  /**
   * Takes the bytes if there is room for them, or if the group holds little: less than half its
   * share. So groups that hold much and stand still do not drive the others into small row groups.
   *
   * @param groups those that exist
   */
  boolean tryReserve(int groups, long bytes) {
    if (held() + bytes <= share(groups) / 2) {
      budget.charge(bytes);
    } else if (!budget.tryReserve(bytes)) {
      return false;
    }
    hold(bytes);
    return true;
  }

  /** Takes the bytes, within the budget or not; gives them back when negative. */
  void charge(long bytes) {
    hold(bytes);
    budget.charge(bytes);
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
    budget.release(bytes);
  }

  /** Whether there is no room for so many bytes, and the group holds more than its share. */
  boolean isOverdrawn(int groups, long bytes) {
    return !budget.hasRoom(bytes) && held() > share(groups);
  }

  private long share(int groups) {
    return budget.limit() / Math.max(1, groups);
  }
}
