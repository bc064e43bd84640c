package org.parquetext.spark.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Memory for the validity or the offsets of a node, used again for every page and closed once. */
final class NodeBuffer implements AutoCloseable {

  /** What stays between pages; what a larger page needed is given back. */
  static final long RETAINED_BYTES = (long) Integer.BYTES * Slots.RETAINED;

  private final BufferAllocator allocator;
  private ArrowBuf buffer;

  NodeBuffer(BufferAllocator allocator) {
    this.allocator = allocator;
    this.buffer = allocator.getEmpty();
  }

  /** At least so many bytes, of any content; valid until the next call. */
  ArrowBuf reserve(long bytes) {
    long capacity = buffer.capacity();
    if (bytes > capacity || capacity > RETAINED_BYTES && bytes <= RETAINED_BYTES) {
      close();
      buffer = allocator.buffer(bytes);
    }
    return buffer;
  }

  /** A validity bitmap of the slots: empty when nothing is null. */
  ArrowBuf validity(Slots slots) {
    return slots.hasNull() ? validity(slots.present(), slots.count()) : empty();
  }

  /** A validity bitmap of the cells: empty when nothing is null. */
  ArrowBuf validity(Cells cells) {
    return cells.hasNull() ? validity(cells.present(), cells.count()) : empty();
  }

  private ArrowBuf validity(long[] present, int count) {
    ArrowBuf bits = reserve((long) Long.BYTES * ValidityBitmap.words(count));
    ValidityBitmap.copy(present, count, bits.memoryAddress());
    return bits;
  }

  /** The validity of what is never null. */
  ArrowBuf empty() {
    return allocator.getEmpty();
  }

  /** Bytes of memory held. */
  long heldBytes() {
    return buffer.capacity();
  }

  /** Frees the memory; it can be reserved again. */
  @Override
  public void close() {
    buffer.close();
    buffer = allocator.getEmpty();
  }
}
