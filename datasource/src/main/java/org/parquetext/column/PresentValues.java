package org.parquetext.column;

/** Moves the present values of a stretch together, in place: Parquet stores no value for a null. */
final class PresentValues {

  private PresentValues() {}

  static void compact(int[] values, long[] validity, int rows) {
    int to = 0;
    for (int base = 0; base < rows; base += 64) {
      long word = validity[base >>> 6];
      if (word == -1L) {
        System.arraycopy(values, base, values, to, 64);
        to += 64;
        continue;
      }
      for (; word != 0; word &= word - 1) {
        values[to++] = values[base + Long.numberOfTrailingZeros(word)];
      }
    }
  }

  static void compact(long[] values, long[] validity, int rows) {
    int to = 0;
    for (int base = 0; base < rows; base += 64) {
      long word = validity[base >>> 6];
      if (word == -1L) {
        System.arraycopy(values, base, values, to, 64);
        to += 64;
        continue;
      }
      for (; word != 0; word &= word - 1) {
        values[to++] = values[base + Long.numberOfTrailingZeros(word)];
      }
    }
  }

  static void compact(byte[] values, int width, long[] validity, int rows) {
    int to = 0;
    for (int base = 0; base < rows; base += 64) {
      for (long word = validity[base >>> 6]; word != 0; word &= word - 1) {
        int from = (base + Long.numberOfTrailingZeros(word)) * width;
        System.arraycopy(values, from, values, to, width);
        to += width;
      }
    }
  }

  /** Bits of {@code values} where {@code validity} is set, moved together. */
  static void compactBits(long[] values, long[] validity, int rows) {
    int to = 0;
    long packed = 0;
    for (int base = 0; base < rows; base += 64) {
      long bits = values[base >>> 6];
      for (long word = validity[base >>> 6]; word != 0; word &= word - 1) {
        packed |= (bits >>> Long.numberOfTrailingZeros(word) & 1L) << (to & 63);
        if ((++to & 63) == 0) {
          values[(to >>> 6) - 1] = packed;
          packed = 0;
        }
      }
    }
    if ((to & 63) != 0) {
      values[to >>> 6] = packed;
    }
  }

  /** The bytes stay where they are, those too that Arrow allows a null to own. */
  static void compact(ByteArrays values, long[] validity, int rows) {
    compact(values.starts, validity, rows);
    compact(values.lengths, validity, rows);
  }
}
