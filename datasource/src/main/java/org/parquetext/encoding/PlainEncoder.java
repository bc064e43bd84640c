package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's PLAIN encoding (Parquet format, "Plain"). The methods whose name ends in {@code Of}
 * encode the values behind dictionary ids, which is how a page turns PLAIN when its dictionary is
 * given up.
 *
 * <p>All append to {@code out}, growing it at most once per call.
 */
public final class PlainEncoder {

  private PlainEncoder() {}

  /**
   * Booleans: the bitmap itself, zero-padded to a whole byte.
   *
   * @param words bit i is {@code words[i >> 6] >>> i & 1}; bits from {@code bitCount} on are
   *     ignored
   */
  public static void booleans(long[] words, int bitCount, PageBuffer out) {
    int wordCount = (int) ((bitCount + 63L) >> 6);
    out.reserve((long) wordCount * Long.BYTES);
    byte[] array = out.array();
    int size = out.size();
    for (int i = 0; i < wordCount; i++) {
      LittleEndian.putLong(array, size + i * Long.BYTES, words[i]);
    }
    int bytes = (int) ((bitCount + 7L) >> 3);
    if ((bitCount & 7) != 0) {
      array[size + bytes - 1] &= (byte) ((1 << (bitCount & 7)) - 1);
    }
    out.size(size + bytes);
  }

  /** INT32, or the raw bits of FLOAT. */
  public static void ints(int[] values, int from, int count, PageBuffer out) {
    out.reserve((long) count * Integer.BYTES);
    byte[] array = out.array();
    int size = out.size();
    for (int i = 0; i < count; i++) {
      LittleEndian.putInt(array, size + i * Integer.BYTES, values[from + i]);
    }
    out.size(size + count * Integer.BYTES);
  }

  /** INT64, or the raw bits of DOUBLE. */
  public static void longs(long[] values, int from, int count, PageBuffer out) {
    out.reserve((long) count * Long.BYTES);
    byte[] array = out.array();
    int size = out.size();
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(array, size + i * Long.BYTES, values[from + i]);
    }
    out.size(size + count * Long.BYTES);
  }

  /**
   * BYTE_ARRAY: four bytes of length, then the bytes.
   *
   * @param starts value i is the bytes of {@code data} from {@code starts[i]} on
   * @param lengths as many as {@code lengths[i]}
   */
  public static void binaries(
      byte[] data, int[] starts, int[] lengths, int from, int count, PageBuffer out) {
    long total = 0;
    for (int i = from; i < from + count; i++) {
      total += (long) Integer.BYTES + lengths[i];
    }
    out.reserve(total + ShortCopy.SLACK_BYTES);
    byte[] array = out.array();
    int position = out.size();
    for (int i = from; i < from + count; i++) {
      int length = lengths[i];
      LittleEndian.putInt(array, position, length);
      ShortCopy.copy(data, starts[i], length, array, position + Integer.BYTES);
      position += Integer.BYTES + length;
    }
    out.size(position);
  }

  /** INT32 or FLOAT behind ids. */
  public static void intsOf(int[] dictionary, int[] ids, int from, int count, PageBuffer out) {
    out.reserve((long) count * Integer.BYTES);
    byte[] array = out.array();
    int size = out.size();
    for (int i = 0; i < count; i++) {
      LittleEndian.putInt(array, size + i * Integer.BYTES, dictionary[ids[from + i]]);
    }
    out.size(size + count * Integer.BYTES);
  }

  /** INT64 or DOUBLE behind ids. */
  public static void longsOf(long[] dictionary, int[] ids, int from, int count, PageBuffer out) {
    out.reserve((long) count * Long.BYTES);
    byte[] array = out.array();
    int size = out.size();
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(array, size + i * Long.BYTES, dictionary[ids[from + i]]);
    }
    out.size(size + count * Long.BYTES);
  }

  /**
   * BYTE_ARRAY behind ids.
   *
   * @param page a PLAIN dictionary page
   * @param starts where the bytes of each entry start in it, after their four bytes of length
   */
  public static void binariesOf(
      byte[] page, int[] starts, int[] ids, int from, int count, PageBuffer out) {
    long total = 0;
    for (int i = from; i < from + count; i++) {
      total += Integer.BYTES + LittleEndian.getInt(page, starts[ids[i]] - Integer.BYTES);
    }
    out.reserve(total + ShortCopy.SLACK_BYTES);
    byte[] array = out.array();
    int position = out.size();
    for (int i = from; i < from + count; i++) {
      int start = starts[ids[i]] - Integer.BYTES;
      int length = Integer.BYTES + LittleEndian.getInt(page, start);
      ShortCopy.copy(page, start, length, array, position);
      position += length;
    }
    out.size(position);
  }
}
