package org.parquetext.level;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Reads a stretch of an Arrow validity bitmap, which may start at any bit, into words whose bit 0
 * is the first row: row {@code i} is present when bit {@code i & 63} of word {@code i >> 6} is set,
 * and the bits behind the last row are 0.
 *
 * <p>Stateless.
 */
public final class Validity {

  private Validity() {}

  /** The words that {@code rows} rows need. */
  public static int words(int rows) {
    return (rows + 63) >>> 6;
  }

  /**
   * Fills {@code words} from {@code bitmap} and returns the number of present rows.
   *
   * @param bitmap the validity buffer; empty means that every row is present
   * @param from the first row
   * @param rows the number of rows
   * @param words at least {@link #words(int) words(rows)} long
   */
  public static int read(ArrowBuf bitmap, int from, int rows, long[] words) {
    int count = words(rows);
    if (bitmap.capacity() == 0) {
      fill(words, rows);
      return rows;
    }
    long firstByte = from >>> 3;
    int shift = from & 7;
    long lastByte = (from + (long) rows + 7) >>> 3;
    int present = 0;
    for (int i = 0; i < count; i++) {
      long word = bytes(bitmap, firstByte + 8L * i, lastByte) >>> shift;
      if (shift != 0) {
        word |= bytes(bitmap, firstByte + 8L * i + 8, lastByte) << (64 - shift);
      }
      if (i == count - 1 && (rows & 63) != 0) {
        word &= (1L << (rows & 63)) - 1;
      }
      words[i] = word;
      present += Long.bitCount(word);
    }
    return present;
  }

  /** Whether all of some rows, from {@code from} to before {@code end}, are present. */
  static boolean isFull(ArrowBuf bitmap, int from, int end) {
    int last = (end - 1) >> 6;
    for (int index = from >>> 6; index <= last; index++) {
      long absent = ~word(bitmap, index);
      if (index == from >>> 6) {
        absent &= -1L << from;
      }
      if (index == last) {
        absent &= -1L >>> -end;
      }
      if (absent != 0) {
        return false;
      }
    }
    return true;
  }

  /** Rows 64 times {@code index} and following, one bit each; those behind the bitmap read as 0. */
  static long word(ArrowBuf bitmap, int index) {
    return bytes(bitmap, (long) index * Long.BYTES, bitmap.capacity());
  }

  /** Marks {@code rows} rows as present. */
  private static void fill(long[] words, int rows) {
    int full = rows >>> 6;
    for (int i = 0; i < full; i++) {
      words[i] = -1L;
    }
    if ((rows & 63) != 0) {
      words[full] = (1L << (rows & 63)) - 1;
    }
  }

  /** Up to eight little-endian bytes from {@code index}, those from {@code end} on read as 0. */
  private static long bytes(ArrowBuf bitmap, long index, long end) {
    if (index + 8 <= end) {
      return bitmap.getLong(index);
    }
    long word = 0;
    for (long i = index; i < end; i++) {
      word |= (bitmap.getByte(i) & 0xFFL) << (8 * (i - index));
    }
    return word;
  }
}
