package org.parquetext.pipeline;

/**
 * Keeps a {@link MemoryAccount} level with what a writer holds, in whole steps. A step that was
 * refused is not asked for again: the next question comes when the writer holds a step more.
 *
 * <p>Confined to the calling thread.
 */
final class AccountedMemory {

  /** What is held below one of these is not accounted. */
  static final long STEP = 1 << 20;

  /** Released only when so much is free, since what batches hold goes up and down. */
  static final long SLACK = 4 * STEP;

  private final MemoryAccount account;
  private long granted;
  private long asked;

  AccountedMemory(MemoryAccount account) {
    this.account = account;
  }

  /** Bytes that were granted and not released. */
  long granted() {
    return granted;
  }

  /**
   * Raises the account to what is held.
   *
   * @return false if this asked for more and was granted less
   */
  boolean raise(long held) {
    long level = level(held);
    if (level <= asked) {
      return true;
    }
    asked = level;
    granted += account.acquire(level - granted);
    return granted >= level;
  }

  /** Whether this much is granted, but for a step. */
  boolean covers(long held) {
    return granted >= level(held);
  }

  /** Lowers the account to what is held, if that is much less. */
  void lower(long held) {
    long level = level(held);
    if (asked - level >= SLACK) {
      asked = level;
      release(granted - level);
    }
  }

  /** Gives everything back; the account is not asked again before {@code held} has grown. */
  void releaseAll(long held) {
    asked = level(held);
    release(granted);
  }

  private void release(long bytes) {
    if (bytes > 0) {
      granted -= bytes;
      account.release(bytes);
    }
  }

  private static long level(long held) {
    return held / STEP * STEP;
  }
}
