package org.parquetext.buffer;

import java.util.Arrays;

/**
 * A growable, contiguous heap buffer: one page, or one dictionary page, while it is being built.
 *
 * <p>Inner loops call {@link #reserve} once, write into {@link #array()} from {@link #size()} on,
 * and then set the new {@link #size(int)}. The array may be another one after every call that can
 * grow the buffer. Not thread-safe.
 */
public final class PageBuffer {

  /** The largest size in bytes: the largest array that every JVM can make, less some room. */
  static final int LIMIT_BYTES = Integer.MAX_VALUE - 16;

  private static final int MAX_VAR_INT_BYTES = 5;

  private byte[] array;
  private int size;

  /** An empty buffer that holds this many bytes before it grows. */
  public PageBuffer(int initialCapacity) {
    array = new byte[initialCapacity];
  }

  /** The bytes; those from {@link #size()} on are undefined. */
  public byte[] array() {
    return array;
  }

  /** The number of bytes written. */
  public int size() {
    return size;
  }

  /**
   * Sets the number of bytes written, after writing into {@link #array()} directly.
   *
   * @throws IndexOutOfBoundsException if it is negative or beyond the reserved capacity
   */
  public void size(int newSize) {
    if (newSize < 0 || newSize > array.length) {
      throw new IndexOutOfBoundsException(
          "Size " + newSize + " is outside the capacity of " + array.length + " bytes");
    }
    size = newSize;
  }

  /** Forgets the content and keeps the memory. */
  public void clear() {
    size = 0;
  }

  /**
   * Makes room for this many bytes after {@link #size()}.
   *
   * @throws BufferLimitException if the buffer would have to exceed the largest array
   */
  public void reserve(long bytes) {
    if (bytes > array.length - size) {
      grow(size + bytes);
    }
  }

  private void grow(long wanted) {
    if (wanted > LIMIT_BYTES) {
      throw new BufferLimitException(wanted, LIMIT_BYTES);
    }
    long grown = (long) array.length + (array.length >> 1);
    array = Arrays.copyOf(array, (int) Math.min(Math.max(wanted, grown), LIMIT_BYTES));
  }

  /** Appends the lowest byte of the value. */
  public void putByte(int value) {
    reserve(Byte.BYTES);
    array[size++] = (byte) value;
  }

  /** Appends four bytes, little-endian. */
  public void putInt(int value) {
    reserve(Integer.BYTES);
    LittleEndian.putInt(array, size, value);
    size += Integer.BYTES;
  }

  /** Appends a part of an array. */
  public void putBytes(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
  }

  /** Appends the value, taken as unsigned, in seven bits per byte, lowest first (LEB128). */
  public void putUnsignedVarInt(int value) {
    reserve(MAX_VAR_INT_BYTES);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      array[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[size++] = (byte) rest;
  }

  /**
   * Gives memory back after an outlier: keeps the content, and of unused capacity only what fits
   * into {@code maxRetained} bytes.
   */
  public void trim(int maxRetained) {
    int retained = Math.max(size, maxRetained);
    if (array.length > retained) {
      array = Arrays.copyOf(array, retained);
    }
  }
}
