package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one writer holds of the executor's budget: raw batches, and what its columns hold. Whatever
 * is left when the writer ends goes back by {@link #releaseAll()}. Thread-safe.
 */
final class MemoryLedger {

  private final MemoryBudget budget;
  private final AtomicLong raw = new AtomicLong();
  private final AtomicLong encoded = new AtomicLong();

  MemoryLedger(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Takes the bytes of a batch if there is room for them, or if this writer holds little: less than
   * half its share. So writers that hold much and stand still do not drive the others into small
   * row groups.
   */
  boolean tryReserveRaw(int writers, long bytes) {
    if (held() + bytes <= share(writers) / 2) {
      budget.charge(bytes);
    } else if (!budget.tryReserve(bytes)) {
      return false;
    }
    raw.addAndGet(bytes);
    return true;
  }

  /** Takes the bytes of a batch, within the budget or not. */
  void chargeRaw(long bytes) {
    raw.addAndGet(bytes);
    budget.charge(bytes);
  }

  void releaseRaw(long bytes) {
    raw.addAndGet(-bytes);
    budget.release(bytes);
  }

  /** The columns hold more, or less when negative. */
  void chargeEncoded(long bytes) {
    encoded.addAndGet(bytes);
    budget.charge(bytes);
  }

  void releaseEncoded(long bytes) {
    encoded.addAndGet(-bytes);
    budget.release(bytes);
  }

  long raw() {
    return raw.get();
  }

  long encoded() {
    return encoded.get();
  }

  long held() {
    return raw() + encoded();
  }

  /** Whether there is no room for so many bytes, and this writer holds more than its share. */
  boolean isOverdrawn(int writers, long bytes) {
    return !budget.hasRoom(bytes) && held() > share(writers);
  }

  private long share(int writers) {
    return budget.limit() / Math.max(1, writers);
  }

  /** Only when no thread works for the writer any more. */
  void releaseAll() {
    budget.release(raw.getAndSet(0) + encoded.getAndSet(0));
  }
}
