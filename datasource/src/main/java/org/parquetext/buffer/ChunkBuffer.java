package org.parquetext.buffer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The finished bytes of one column chunk: append-only, in segments that are never copied again.
 * Segments double from {@value #FIRST_SEGMENT_BYTES} to {@value #LAST_SEGMENT_BYTES} bytes, so that
 * a small chunk stays small; what an append has left over beyond that gets a segment of its own.
 * Not thread-safe.
 */
public final class ChunkBuffer {

  private static final int FIRST_SEGMENT_BYTES = 1 << 10;
  private static final int LAST_SEGMENT_BYTES = 1 << 18;

  /** All full, except the last. */
  private final List<byte[]> segments = new ArrayList<>();

  private byte[] last = new byte[0];
  private int lastUsed;
  private int nextSegmentBytes = FIRST_SEGMENT_BYTES;
  private long size;
  private long allocatedBytes;

  /** Appends a copy of a part of an array. */
  public void append(byte[] bytes, int offset, int length) {
    int fitting = Math.min(length, last.length - lastUsed);
    System.arraycopy(bytes, offset, last, lastUsed, fitting);
    lastUsed += fitting;
    int rest = length - fitting;
    if (rest > 0) {
      addSegment(rest);
      System.arraycopy(bytes, offset + fitting, last, 0, rest);
      lastUsed = rest;
    }
    size += length;
  }

  private void addSegment(int atLeast) {
    last = new byte[Math.max(atLeast, nextSegmentBytes)];
    segments.add(last);
    allocatedBytes += last.length;
    nextSegmentBytes = Math.min(nextSegmentBytes * 2, LAST_SEGMENT_BYTES);
  }

  /** The number of bytes appended. */
  public long size() {
    return size;
  }

  /** Bytes of memory that all segments hold, filled or not. */
  public long allocatedBytes() {
    return allocatedBytes;
  }

  /** All bytes, in order; not to be read any more after an append. */
  public InputStream newInputStream() {
    List<InputStream> streams = new ArrayList<>(segments.size());
    for (byte[] segment : segments) {
      streams.add(new ByteArrayInputStream(segment, 0, used(segment)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /** Writes all bytes, in order, and leaves them in place. */
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] segment : segments) {
      out.write(segment, 0, used(segment));
    }
  }

  private int used(byte[] segment) {
    return segment == last ? lastUsed : segment.length;
  }
}
