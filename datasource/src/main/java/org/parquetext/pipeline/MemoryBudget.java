package org.parquetext.pipeline;

/**
 * The bytes that all writers of an executor may hold: raw batches and encoded chunks together.
 *
 * <p>Raw batches are reserved before they are taken; encoded bytes are charged as they come into
 * being, since an encoder never waits. A reservation is always granted when nothing is held, so
 * that one batch larger than the whole budget cannot block for ever. Whoever reserves or charges
 * releases. Thread-safe.
 */
final class MemoryBudget {

  private final long limit;
  private long held;
  private long peak;
  private int waiting;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  synchronized long held() {
    return held;
  }

  synchronized long peak() {
    return peak;
  }

  /** Whether another writer is waiting for bytes. */
  synchronized boolean isContended() {
    return waiting > 0;
  }

  synchronized boolean tryReserve(long bytes) {
    if (held != 0 && held + bytes > limit) {
      return false;
    }
    add(bytes);
    return true;
  }

  synchronized void charge(long bytes) {
    add(bytes);
  }

  synchronized void release(long bytes) {
    held -= bytes;
    if (waiting > 0) {
      notifyAll();
    }
  }

  /** Waits until {@code bytes} may be free, at most {@code millis}; the caller then tries again. */
  synchronized void await(long bytes, long millis) throws InterruptedException {
    if (held == 0 || held + bytes <= limit) {
      return;
    }
    waiting++;
    try {
      wait(millis);
    } finally {
      waiting--;
    }
  }

  private void add(long bytes) {
    held += bytes;
    peak = Math.max(peak, held);
  }
}
