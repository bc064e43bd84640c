package org.parquetext.pipeline;

/**
 * Bounds the memory outside of the heap that threads of an executor take while they make columns of
 * large rows. A column that does not fit waits for another one to be encoded; where none is being
 * encoded it is let in whatever its size, so that waiting ends. Thread-safe.
 */
final class DirectMemory {

  private final long limit;
  private long held;

  DirectMemory(long limit) {
    this.limit = limit;
  }

  /** Takes the bytes if there is room for them, or nobody holds any. Those of none always fit. */
  boolean tryReserve(long bytes) {
    return bytes == 0 || reserved(bytes);
  }

  private synchronized boolean reserved(long bytes) {
    if (held > 0 && held + bytes > limit) {
      return false;
    }
    held += bytes;
    return true;
  }

  void release(long bytes) {
    if (bytes > 0) {
      released(bytes);
    }
  }

  private synchronized void released(long bytes) {
    held -= bytes;
    notifyAll();
  }

  /**
   * Waits until somebody releases bytes, at most {@code millis}.
   *
   * @return false, at once, if nobody holds any
   */
  synchronized boolean await(long millis) throws InterruptedException {
    if (held == 0) {
      return false;
    }
    wait(millis);
    return true;
  }

  synchronized long held() {
    return held;
  }
}
