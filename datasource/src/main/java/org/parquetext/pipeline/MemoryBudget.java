package org.parquetext.pipeline;

/**
 * The bytes that all writers of an executor may hold: raw batches, and what columns hold.
 *
 * <p>Raw batches are reserved before they are taken; what columns hold (encoded chunks, open pages,
 * dictionaries) is charged as it comes into being, since an encoder never waits. Nobody waits for
 * the memory of others either: a {@link WriterGroup} without room for a batch gives back what it
 * can, and then takes the batch all the same; and a group that holds less than half its share need
 * not give anything back. So what is held exceeds the limit by at most one batch of each group and
 * what the columns need to encode it, and by half the limit more while groups that hold much stand
 * still. What columns need may be as much as they hold: where there are many, their dictionaries
 * double at the same row. Whoever reserves or charges releases.
 *
 * <p>What the limit leaves is for the {@link SegmentPool}, which gives way at once: idle segments
 * are no reason to give anything back. Thread-safe.
 */
final class MemoryBudget {

  private final long limit;
  private final SegmentPool idle;
  private long held;
  private long peak;

  MemoryBudget(long limit, SegmentPool idle) {
    this.limit = limit;
    this.idle = idle;
    idle.limit(limit);
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

  /** Whether so many bytes could be reserved now. */
  synchronized boolean hasRoom(long bytes) {
    return held + bytes <= limit;
  }

  synchronized boolean tryReserve(long bytes) {
    if (!hasRoom(bytes)) {
      return false;
    }
    charge(bytes);
    return true;
  }

  /** Takes the bytes, within the limit or not. */
  synchronized void charge(long bytes) {
    held += bytes;
    peak = Math.max(peak, held);
    idle.limit(limit - held);
  }

  synchronized void release(long bytes) {
    held -= bytes;
    idle.limit(limit - held);
  }
}
