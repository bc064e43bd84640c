package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's BYTE_STREAM_SPLIT encoding of values of a fixed width (Parquet format, "Byte Stream
 * Split"), which makes nothing smaller by itself, but what a codec makes of it.
 *
 * <pre>
 *   page   := stream for each byte of a value
 *   stream := that byte of each value; integers and floating point are little-endian
 * </pre>
 *
 * <p>Since the length of a stream is that of the page in values, a page must be encoded at once.
 * Four bytes of eight values at a time are transposed in four words (Warren, "Hacker's Delight",
 * 7-3) and stored as eight bytes of each of four streams.
 */
public final class ByteStreamSplitEncoder {

  private static final int GROUP = 8;
  private static final int HALF_GROUP = GROUP / 2;
  private static final long LOW_HALF = 0xFFFF_FFFFL;
  private static final long LOW_SHORTS = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW_BYTES = 0x00FF_00FF_00FF_00FFL;

  private ByteStreamSplitEncoder() {}

  /** Appends all values of a page: INT32, or the raw bits of FLOAT. */
  public static void encode(int[] values, int from, int count, PageBuffer out) {
    out.reserve((long) count * Integer.BYTES);
    byte[] array = out.array();
    int base = out.size();
    int grouped = count & -GROUP;
    for (int i = 0; i < grouped; i += GROUP) {
      int v = from + i;
      putStreams(
          pair(values[v], values[v + 4]),
          pair(values[v + 1], values[v + 5]),
          pair(values[v + 2], values[v + 6]),
          pair(values[v + 3], values[v + 7]),
          array,
          base + i,
          count);
    }
    for (int i = grouped; i < count; i++) {
      putBytes(values[from + i], Integer.BYTES, array, base + i, count);
    }
    out.size(base + count * Integer.BYTES);
  }

  /** Appends all values of a page: INT64, or the raw bits of DOUBLE. */
  public static void encode(long[] values, int from, int count, PageBuffer out) {
    out.reserve((long) count * Long.BYTES);
    byte[] array = out.array();
    int base = out.size();
    int grouped = count & -GROUP;
    for (int i = 0; i < grouped; i += GROUP) {
      int v = from + i;
      putStreams(
          lowPair(values[v], values[v + 4]),
          lowPair(values[v + 1], values[v + 5]),
          lowPair(values[v + 2], values[v + 6]),
          lowPair(values[v + 3], values[v + 7]),
          array,
          base + i,
          count);
      putStreams(
          highPair(values[v], values[v + 4]),
          highPair(values[v + 1], values[v + 5]),
          highPair(values[v + 2], values[v + 6]),
          highPair(values[v + 3], values[v + 7]),
          array,
          base + Integer.BYTES * count + i,
          count);
    }
    for (int i = grouped; i < count; i++) {
      putBytes(values[from + i], Long.BYTES, array, base + i, count);
    }
    out.size(base + count * Long.BYTES);
  }

  /**
   * Appends all FIXED_LEN_BYTE_ARRAY values of a page.
   *
   * @param data value i starts at byte {@code i * width}
   * @param width at least 1
   */
  public static void encodeFixed(byte[] data, int width, int from, int count, PageBuffer out) {
    out.reserve((long) count * width);
    int base = out.size();
    int grouped = width < Integer.BYTES ? 0 : count & -GROUP;
    for (int i = 0; i < grouped; i += GROUP) {
      int start = (from + i) * width;
      for (int k = 0; k < width - Integer.BYTES; k += Integer.BYTES) {
        putGroup(data, start + k, width, out.array(), base + k * count + i, count);
      }
      // The last four bytes of a value; some of them twice unless the width is a multiple of four.
      int last = width - Integer.BYTES;
      putGroup(data, start + last, width, out.array(), base + last * count + i, count);
    }
    for (int i = grouped; i < count; i++) {
      for (int k = 0; k < width; k++) {
        out.array()[base + k * count + i] = data[(from + i) * width + k];
      }
    }
    out.size(base + count * width);
  }

  /** Four bytes, from byte {@code start} on, of eight values that are {@code width} bytes apart. */
  private static void putGroup(
      byte[] data, int start, int width, byte[] array, int position, int stride) {
    int second = start + HALF_GROUP * width;
    putStreams(
        pair(LittleEndian.getInt(data, start), LittleEndian.getInt(data, second)),
        pair(LittleEndian.getInt(data, start + width), LittleEndian.getInt(data, second + width)),
        pair(
            LittleEndian.getInt(data, start + 2 * width),
            LittleEndian.getInt(data, second + 2 * width)),
        pair(
            LittleEndian.getInt(data, start + 3 * width),
            LittleEndian.getInt(data, second + 3 * width)),
        array,
        position,
        stride);
  }

  /**
   * Transposes the 4 × 4 bytes of the low halves (values 0 to 3) and, beside it, those of the high
   * halves (values 4 to 7), and stores the four rows {@code stride} bytes apart.
   */
  private static void putStreams(
      long a, long b, long c, long d, byte[] array, int position, int stride) {
    long swapAc = (a >>> 16 ^ c) & LOW_SHORTS;
    long swapBd = (b >>> 16 ^ d) & LOW_SHORTS;
    long a2 = a ^ swapAc << 16;
    long b2 = b ^ swapBd << 16;
    long c2 = c ^ swapAc;
    long d2 = d ^ swapBd;
    long swapAb = (a2 >>> 8 ^ b2) & LOW_BYTES;
    long swapCd = (c2 >>> 8 ^ d2) & LOW_BYTES;
    LittleEndian.putLong(array, position, a2 ^ swapAb << 8);
    LittleEndian.putLong(array, position + stride, b2 ^ swapAb);
    LittleEndian.putLong(array, position + 2 * stride, c2 ^ swapCd << 8);
    LittleEndian.putLong(array, position + 3 * stride, d2 ^ swapCd);
  }

  private static long pair(int low, int high) {
    return low & LOW_HALF | (long) high << Integer.SIZE;
  }

  private static long lowPair(long low, long high) {
    return low & LOW_HALF | high << Integer.SIZE;
  }

  private static long highPair(long low, long high) {
    return low >>> Integer.SIZE | high & ~LOW_HALF;
  }

  private static void putBytes(long value, int width, byte[] array, int position, int stride) {
    for (int k = 0; k < width; k++) {
      array[position + k * stride] = (byte) (value >>> Byte.SIZE * k);
    }
  }
}
