package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;

/**
 * Bit-packing from the least significant bit of each byte on, as the bit-packed runs of Parquet's
 * RLE/bit-packing hybrid encoding have it (Parquet format, "Run Length Encoding / Bit-Packing
 * Hybrid").
 *
 * <p>Eight values of width w fill exactly w bytes. They are joined pairwise in registers and stored
 * as one to four 8-byte words, the last of which may reach up to seven bytes beyond the group.
 */
public final class BitPacker {

  /** How many bytes after the result {@link #pack} may overwrite. */
  public static final int SLACK_BYTES = 8;

  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private BitPacker() {}

  /** The bytes that {@link #pack} writes: whole groups of eight values. */
  public static long packedBytes(int count, int bitWidth) {
    return (count + 7L) / 8 * bitWidth;
  }

  /**
   * Packs values, followed by zeros up to a multiple of eight values.
   *
   * @param values each without bits above {@code bitWidth}
   * @param bitWidth 0 to 32
   * @param out has {@link #SLACK_BYTES} bytes of room after the result, which are overwritten
   * @return the bytes written
   */
  public static int pack(
      int[] values, int from, int count, int bitWidth, byte[] out, int outOffset) {
    int fullEnd = from + (count & ~7);
    int end;
    if (bitWidth == 0) {
      return 0;
    } else if (bitWidth <= 8) {
      end = packUpTo8(values, from, fullEnd, bitWidth, out, outOffset);
    } else if (bitWidth <= 16) {
      end = packUpTo16(values, from, fullEnd, bitWidth, out, outOffset);
    } else if (bitWidth <= 24) {
      end = packUpTo24(values, from, fullEnd, bitWidth, out, outOffset);
    } else {
      end = packUpTo32(values, from, fullEnd, bitWidth, out, outOffset);
    }
    if ((count & 7) != 0) {
      packPartialGroup(values, fullEnd, count & 7, bitWidth, out, end);
      end += bitWidth;
    }
    return end - outOffset;
  }

  private static int packUpTo8(int[] values, int from, int end, int w, byte[] out, int offset) {
    int position = offset;
    for (int i = from; i < end; i += 8) {
      LittleEndian.putLong(out, position, four(values, i, w) | four(values, i + 4, w) << (4 * w));
      position += w;
    }
    return position;
  }

  private static int packUpTo16(int[] values, int from, int end, int w, byte[] out, int offset) {
    int position = offset;
    for (int i = from; i < end; i += 8) {
      long low = four(values, i, w);
      long high = four(values, i + 4, w);
      LittleEndian.putLong(out, position, low | shiftUp(high, 4 * w));
      LittleEndian.putLong(out, position + 8, high >>> (64 - 4 * w));
      position += w;
    }
    return position;
  }

  private static int packUpTo24(int[] values, int from, int end, int w, byte[] out, int offset) {
    int position = offset;
    for (int i = from; i < end; i += 8) {
      long first = two(values, i, w);
      long second = two(values, i + 2, w);
      long third = two(values, i + 4, w);
      long fourth = two(values, i + 6, w);
      long highLow = third | fourth << (2 * w);
      long highHigh = fourth >>> (64 - 2 * w);
      LittleEndian.putLong(out, position, first | second << (2 * w));
      LittleEndian.putLong(out, position + 8, second >>> (64 - 2 * w) | highLow << (4 * w - 64));
      LittleEndian.putLong(
          out, position + 16, highLow >>> (128 - 4 * w) | highHigh << (4 * w - 64));
      position += w;
    }
    return position;
  }

  private static int packUpTo32(int[] values, int from, int end, int w, byte[] out, int offset) {
    int position = offset;
    for (int i = from; i < end; i += 8) {
      long first = two(values, i, w);
      long second = two(values, i + 2, w);
      long third = two(values, i + 4, w);
      long fourth = two(values, i + 6, w);
      long highLow = third | shiftUp(fourth, 2 * w);
      long highHigh = fourth >>> (64 - 2 * w);
      LittleEndian.putLong(out, position, first | shiftUp(second, 2 * w));
      LittleEndian.putLong(
          out, position + 8, second >>> (64 - 2 * w) | shiftUp(highLow, 4 * w - 64));
      LittleEndian.putLong(
          out, position + 16, highLow >>> (128 - 4 * w) | shiftUp(highHigh, 4 * w - 64));
      LittleEndian.putLong(out, position + 24, highHigh >>> (128 - 4 * w));
      position += w;
    }
    return position;
  }

  /** Four values of at most 16 bits. */
  private static long four(int[] values, int i, int w) {
    return values[i]
        | (long) values[i + 1] << w
        | (long) values[i + 2] << (2 * w)
        | (long) values[i + 3] << (3 * w);
  }

  /** Two values of any width; the mask undoes the sign extension of 32-bit values. */
  private static long two(int[] values, int i, int w) {
    return values[i] & UNSIGNED_INT | (values[i + 1] & UNSIGNED_INT) << w;
  }

  /** A left shift by 1 to 64 bits; Java's own shift by 64 would be none. */
  private static long shiftUp(long value, int distance) {
    return value << (distance - 1) << 1;
  }

  private static void packPartialGroup(
      int[] values, int from, int count, int w, byte[] out, int offset) {
    long pending = 0;
    int pendingBits = 0;
    int position = offset;
    for (int i = 0; i < 8; i++) {
      long value = i < count ? values[from + i] & UNSIGNED_INT : 0;
      pending |= value << pendingBits;
      LittleEndian.putLong(out, position, pending);
      pendingBits += w;
      position += pendingBits >>> 3;
      pending >>>= pendingBits & ~7;
      pendingBits &= 7;
    }
  }
}
