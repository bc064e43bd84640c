package org.parquetext.column;

import org.parquetext.buffer.LittleEndian;
import org.parquetext.level.ScatteredBytes;

/**
 * Variable-width values, end to end: value {@code i} is {@code data[offsets[i]..offsets[i + 1])}.
 */
final class ByteArrays {

  /** The longest array that every JVM can make. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  /** Short values are loaded and moved by whole words, so this much follows the last one. */
  private static final int SLACK = ScatteredBytes.SLACK;

  byte[] data = new byte[SLACK];
  int[] offsets = new int[1];
  private int[] lengths = new int[0];

  /** Room for {@code values} values of {@code bytes} bytes in all; the contents are lost. */
  void reserve(int values, long bytes) {
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          bytes + " bytes in one page exceed the limit of " + MAX_BYTES);
    }
    if (offsets.length <= values) {
      offsets = new int[Math.max(values + 1, offsets.length * 2)];
    }
    if (data.length < Math.min(bytes + SLACK, MAX_BYTES)) {
      data = new byte[(int) Math.min(MAX_BYTES, Math.max(bytes + SLACK, data.length * 2L))];
    }
  }

  /** Makes this nothing, for {@link #append}. */
  void clear() {
    offsets[0] = 0;
  }

  /** Puts the first {@code count} of others behind the first {@code size} of these. */
  void append(ByteArrays others, int count, int size) {
    int end = offsets[size];
    int more = others.offsets[count];
    keepAndReserve(size, size + count, (long) end + more);
    System.arraycopy(others.data, 0, data, end, more);
    for (int i = 1; i <= count; i++) {
      offsets[size + i] = end + others.offsets[i];
    }
  }

  private void keepAndReserve(int size, int values, long bytes) {
    byte[] oldData = data;
    int[] oldOffsets = offsets;
    reserve(values, bytes);
    if (oldOffsets != offsets) {
      System.arraycopy(oldOffsets, 0, offsets, 0, size + 1);
    }
    if (oldData != data) {
      System.arraycopy(oldData, 0, data, 0, oldOffsets[size]);
    }
  }

  /** The bytes of values of these, some more than once. */
  long bytes(int[] positions, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += offsets[positions[i] + 1] - offsets[positions[i]];
    }
    return bytes;
  }

  /** Makes this values of others, some more than once. */
  void gather(ByteArrays others, int[] positions, int count) {
    reserve(count, others.bytes(positions, count));
    int end = 0;
    offsets[0] = 0;
    for (int i = 0; i < count; i++) {
      int start = others.offsets[positions[i]];
      int length = others.offsets[positions[i] + 1] - start;
      System.arraycopy(others.data, start, data, end, length);
      end += length;
      offsets[i + 1] = end;
    }
  }

  /** Makes this values that lie anywhere, of {@code bytes} bytes in all. */
  void gather(byte[] source, int[] starts, int[] sizes, int from, int count, long bytes) {
    reserve(count, bytes);
    byte[] target = data;
    int[] ends = offsets;
    int lastMoved = target.length - 2 * SLACK;
    int end = 0;
    ends[0] = 0;
    for (int i = 0; i < count; i++) {
      int start = starts[from + i];
      int length = sizes[from + i];
      if (length <= SLACK && end <= lastMoved) {
        moveThreeWords(source, start, target, end);
      } else if (length <= 2 * SLACK && end <= lastMoved) {
        moveThreeWords(source, start, target, end);
        moveThreeWords(source, start + SLACK, target, end + SLACK);
      } else {
        System.arraycopy(source, start, target, end, length);
      }
      end += length;
      ends[i + 1] = end;
    }
  }

  /** A loop over the words of each value would be a branch that is often predicted wrong. */
  private static void moveThreeWords(byte[] source, int start, byte[] target, int end) {
    long first = LittleEndian.getLong(source, start);
    long second = LittleEndian.getLong(source, start + Long.BYTES);
    long third = LittleEndian.getLong(source, start + 2 * Long.BYTES);
    LittleEndian.putLong(target, end, first);
    LittleEndian.putLong(target, end + Long.BYTES, second);
    LittleEndian.putLong(target, end + 2 * Long.BYTES, third);
  }

  /** The lengths of the first {@code count} values; valid until the next call. */
  int[] lengths(int count) {
    if (lengths.length < count) {
      lengths = new int[offsets.length];
    }
    for (int i = 0; i < count; i++) {
      lengths[i] = offsets[i + 1] - offsets[i];
    }
    return lengths;
  }

  void trim(int maxRetained) {
    if (data.length > maxRetained) {
      data = new byte[SLACK];
    }
    if (offsets.length > maxRetained / Integer.BYTES) {
      offsets = new int[1];
      lengths = new int[0];
    }
  }
}
