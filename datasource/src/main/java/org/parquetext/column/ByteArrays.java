package org.parquetext.column;

import org.parquetext.level.ScatteredBytes;

/**
 * Values of variable width: value {@code i} is {@code lengths[i]} bytes of {@code data} from {@code
 * starts[i]} on. They lie end to end in an array of their own, or anywhere in somebody else's.
 * Confined to one thread at a time.
 */
final class ByteArrays {

  /** The longest array that every JVM can make. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  /** Readers of short values load whole words, so this much follows the last value. */
  private static final int SLACK = 32;

  private byte[] own = new byte[SLACK];
  private int end;
  byte[] data = own;
  int[] starts = new int[0];
  int[] lengths = new int[0];

  /**
   * Room for {@code values} values, and {@code bytes} bytes in an array of its own; the contents
   * are lost.
   */
  void reserve(int values, long bytes) {
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          bytes + " bytes in one page exceed the limit of " + MAX_BYTES);
    }
    reservePositions(values);
    if (own.length < Math.min(bytes + SLACK, MAX_BYTES)) {
      own = new byte[(int) Math.min(MAX_BYTES, Math.max(bytes + SLACK, own.length * 2L))];
    }
    data = own;
    end = (int) bytes;
  }

  private void reservePositions(int values) {
    if (starts.length < values) {
      int capacity = Math.max(values, starts.length * 2);
      starts = new int[capacity];
      lengths = new int[capacity];
    }
  }

  /** Makes this {@code count} values of others where they lie; to be {@link #clear cleared}. */
  void refer(ScatteredBytes others, int from, int count) {
    reservePositions(count);
    System.arraycopy(others.starts(), from, starts, 0, count);
    System.arraycopy(others.lengths(), from, lengths, 0, count);
    data = others.data();
  }

  /** Makes this values of others where they lie, some more than once. */
  void select(ByteArrays others, int[] positions, int count) {
    reservePositions(count);
    for (int i = 0; i < count; i++) {
      starts[i] = others.starts[positions[i]];
      lengths[i] = others.lengths[positions[i]];
    }
    data = others.data;
  }

  /** Makes this nothing, for {@link #append}; forgets what was somebody else's. */
  void clear() {
    data = own;
    end = 0;
  }

  /** Puts the first {@code count} of others, which are their own, behind the first {@code size}. */
  void append(ByteArrays others, int count, int size) {
    int before = end;
    keepAndReserve(size, size + count, (long) before + others.end);
    System.arraycopy(others.own, 0, own, before, others.end);
    for (int i = 0; i < count; i++) {
      starts[size + i] = before + others.starts[i];
      lengths[size + i] = others.lengths[i];
    }
  }

  private void keepAndReserve(int size, int values, long bytes) {
    byte[] oldData = own;
    int oldEnd = end;
    int[] oldStarts = starts;
    int[] oldLengths = lengths;
    reserve(values, bytes);
    if (oldStarts != starts) {
      System.arraycopy(oldStarts, 0, starts, 0, size);
      System.arraycopy(oldLengths, 0, lengths, 0, size);
    }
    if (oldData != own) {
      System.arraycopy(oldData, 0, own, 0, oldEnd);
    }
  }

  /** The bytes of the first {@code count} values. */
  long bytes(int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += lengths[i];
    }
    return bytes;
  }

  /** The bytes of values of these, some more than once. */
  long bytes(int[] positions, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += lengths[positions[i]];
    }
    return bytes;
  }

  /** The end of the values from {@code first} on that lie one behind the other. */
  int endOfRun(int first, int count) {
    int next = starts[first] + lengths[first];
    int i = first + 1;
    while (i < count && starts[i] == next) {
      next += lengths[i++];
    }
    return i;
  }

  void trim(int maxRetained) {
    if (own.length > maxRetained) {
      own = new byte[SLACK];
    }
    if (starts.length > maxRetained / Integer.BYTES) {
      starts = new int[0];
      lengths = new int[0];
    }
    clear();
  }
}
