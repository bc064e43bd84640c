package org.parquetext.buffer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The finished bytes of one column chunk: append-only, in segments that are never copied again.
 * Segments double from {@value Segments#MIN_BYTES} to {@value Segments#MAX_BYTES} bytes, so that a
 * small chunk stays small.
 *
 * <p>Segments are borrowed: {@link #writeFirst} and {@link #release()} give them back. A buffer
 * that is dropped without it leaves them to the garbage collector, which is what errors do. Not
 * thread-safe.
 */
public final class ChunkBuffer {

  private static final byte[] NONE = {};

  private final Segments source;

  /** All full, except the last. */
  private final Deque<byte[]> segments = new ArrayDeque<>();

  private byte[] last = NONE;
  private int lastUsed;
  private int nextSegmentBytes = Segments.MIN_BYTES;
  private long size;
  private long allocatedBytes;

  /** An empty buffer, without a segment. */
  public ChunkBuffer(Segments source) {
    this.source = source;
  }

  /** Appends a copy of a part of an array. */
  public void append(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (lastUsed == last.length) {
        addSegment();
      }
      int fitting = Math.min(end - from, last.length - lastUsed);
      System.arraycopy(bytes, from, last, lastUsed, fitting);
      lastUsed += fitting;
      from += fitting;
    }
    size += length;
  }

  private void addSegment() {
    last = source.take(nextSegmentBytes);
    lastUsed = 0;
    segments.addLast(last);
    allocatedBytes += last.length;
    nextSegmentBytes = Math.min(nextSegmentBytes * 2, Segments.MAX_BYTES);
  }

  /** The number of bytes appended, less those that were written. */
  public long size() {
    return size;
  }

  /** Bytes of memory that all segments hold, filled or not. */
  public long allocatedBytes() {
    return allocatedBytes;
  }

  /** All bytes, in order; not to be read any more after an append, a write or a release. */
  public InputStream newInputStream() {
    List<InputStream> streams = new ArrayList<>(segments.size());
    for (byte[] segment : segments) {
      streams.add(new ByteArrayInputStream(segment, 0, used(segment)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /** Writes the first segment and gives it back, unless the buffer is empty. */
  public void writeFirst(OutputStream out) throws IOException {
    byte[] first = segments.peekFirst();
    if (first == null) {
      return;
    }
    int length = used(first);
    out.write(first, 0, length);
    if (first == last) {
      release();
      return;
    }
    size -= length;
    allocatedBytes -= first.length;
    source.giveBack(segments.removeFirst());
  }

  private int used(byte[] segment) {
    return segment == last ? lastUsed : segment.length;
  }

  /** Gives all segments back; the buffer is empty then. Idempotent. */
  public void release() {
    last = NONE;
    lastUsed = 0;
    nextSegmentBytes = Segments.MIN_BYTES;
    size = 0;
    allocatedBytes = 0;
    while (!segments.isEmpty()) {
      source.giveBack(segments.removeLast());
    }
  }
}
