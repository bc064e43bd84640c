package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.parquetext.buffer.Segments;

/**
 * Segments of chunks that are written, for chunks to come. It keeps as many bytes as it is allowed
 * to, the short segments first, and gives the rest to the garbage collector; segments of writes
 * that failed are never given back to it. What is kept is not cleared: who takes a segment
 * overwrites what it reads. Thread-safe.
 */
final class SegmentPool implements Segments {

  private static final int MIN_SHIFT = Integer.numberOfTrailingZeros(MIN_BYTES);

  /** By the length of the segments, which doubles from one to the next. */
  private final List<Deque<byte[]>> idle = new ArrayList<>();

  private long idleBytes;
  private long limit;

  /** A pool that keeps nothing until it has a {@link #limit(long)}. */
  SegmentPool() {
    for (int length = MIN_BYTES; length <= MAX_BYTES; length *= 2) {
      idle.add(new ArrayDeque<>());
    }
  }

  @Override
  public byte[] take(int length) {
    byte[] segment = poll(length);
    return segment == null ? new byte[length] : segment;
  }

  private synchronized byte[] poll(int length) {
    byte[] segment = ofLength(length).pollLast();
    if (segment != null) {
      idleBytes -= length;
    }
    return segment;
  }

  @Override
  public synchronized void giveBack(byte[] segment) {
    if (idleBytes + segment.length <= limit) {
      ofLength(segment.length).addLast(segment);
      idleBytes += segment.length;
    }
  }

  private Deque<byte[]> ofLength(int length) {
    return idle.get(Integer.numberOfTrailingZeros(length) - MIN_SHIFT);
  }

  /** Bytes that nobody uses. */
  synchronized long idleBytes() {
    return idleBytes;
  }

  /** Keeps at most so many bytes from now on; none when negative. */
  synchronized void limit(long bytes) {
    limit = bytes;
    drop(Math.max(0, bytes));
  }

  /** Keeps nothing of what it has. */
  synchronized void clear() {
    drop(0);
  }

  /** Drops the longest segments until at most so many bytes are left. */
  private void drop(long left) {
    for (int i = idle.size() - 1; idleBytes > left; i--) {
      while (idleBytes > left && !idle.get(i).isEmpty()) {
        idleBytes -= idle.get(i).pollLast().length;
      }
    }
  }
}
