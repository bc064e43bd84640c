package org.parquetext.spark.arrow;

/** Bounds what is kept of memory that nobody uses. Belongs to one thread. */
final class SpareMemory {

  private final long maxBytes;
  private long bytes;

  SpareMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether so many bytes more may be kept; they count if so. */
  boolean admits(long more) {
    boolean fits = bytes + more <= maxBytes;
    bytes += fits ? more : 0;
    return fits;
  }

  /** So many bytes are in use again. */
  void leave(long used) {
    bytes -= used;
  }
}
