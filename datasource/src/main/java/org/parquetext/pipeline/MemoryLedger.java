package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one writer holds of its group's share: raw batches, and what its columns hold. Whatever is
 * left when the writer ends goes back by {@link #releaseAll()}. Thread-safe.
 */
final class MemoryLedger {

  private final MemoryShare share;
  private final AtomicLong raw = new AtomicLong();
  private final AtomicLong encoded = new AtomicLong();

  MemoryLedger(MemoryShare share) {
    this.share = share;
  }

  /** Takes the bytes of a batch if the group may have them now. */
  boolean tryReserveRaw(int groups, long bytes) {
    if (!share.tryReserve(groups, bytes)) {
      return false;
    }
    raw.addAndGet(bytes);
    return true;
  }

  /** Takes the bytes of a batch, within the budget or not. */
  void chargeRaw(long bytes) {
    raw.addAndGet(bytes);
    share.charge(bytes);
  }

  void releaseRaw(long bytes) {
    raw.addAndGet(-bytes);
    share.release(bytes);
  }

  /** The columns hold more, or less when negative. */
  void chargeEncoded(long bytes) {
    encoded.addAndGet(bytes);
    share.charge(bytes);
  }

  void releaseEncoded(long bytes) {
    encoded.addAndGet(-bytes);
    share.release(bytes);
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

  /** Only when no thread works for the writer any more. */
  void releaseAll() {
    share.release(raw.getAndSet(0) + encoded.getAndSet(0));
  }
}
