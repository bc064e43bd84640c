package org.parquetext.column;

/**
 * Variable-width values, end to end: value {@code i} is {@code data[offsets[i]..offsets[i + 1])}.
 */
final class ByteArrays {

  /** The longest array that every JVM can make. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  /** Readers of short values load whole words, so this much follows the last value. */
  private static final int SLACK = 16;

  byte[] data = new byte[SLACK];
  int[] offsets = new int[1];

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

  void trim(int maxRetained) {
    if (data.length > maxRetained) {
      data = new byte[SLACK];
    }
    if (offsets.length > maxRetained / Integer.BYTES) {
      offsets = new int[1];
    }
  }
}
