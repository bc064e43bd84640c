package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's RLE/bit-packing hybrid at width 1 straight from a bitmap, such as the definition levels
 * of a flat optional column from its validity: the bitmap already is the bit-packed form.
 *
 * <p>The same runs as {@link RleBitPackingHybridEncoder} makes of the single bits, found 64 bits at
 * a time.
 */
public final class BitmapRunEncoder {

  private static final int GROUP = HybridRun.GROUP;
  private static final int BIT_WIDTH = 1;
  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

  private BitmapRunEncoder() {}

  /**
   * Appends the bits.
   *
   * @param words bit i is {@code words[i >> 6] >>> i & 1}; bits from {@code bitCount} on are
   *     ignored
   */
  public static void encode(long[] words, int bitCount, PageBuffer out) {
    int packedFrom = 0;
    int i = 0;
    while (i <= bitCount - GROUP) {
      int uniformGroup = firstUniformGroup(bits(words, i, bitCount));
      i += uniformGroup * GROUP;
      if (uniformGroup == Long.BYTES || i > bitCount - GROUP) {
        continue;
      }
      int runEnd = runEnd(words, i, bitCount);
      boolean runFollows =
          runEnd <= bitCount - GROUP && firstUniformGroup(bits(words, runEnd, bitCount)) == 0;
      if (HybridRun.worthwhile(runEnd - i, BIT_WIDTH, i > packedFrom, runFollows)) {
        pack(words, packedFrom, i, out);
        HybridRun.put((int) (words[i >> 6] >>> i) & 1, runEnd - i, BIT_WIDTH, out);
        i = runEnd;
        packedFrom = runEnd;
      } else {
        i += (runEnd - i) & -GROUP;
      }
    }
    pack(words, packedFrom, bitCount, out);
  }

  /**
   * Appends BOOLEAN values in RLE, whose data pages of either version have the length of the runs
   * in four bytes before them.
   *
   * @param words as for {@link #encode}
   */
  public static void encodeValues(long[] words, int bitCount, PageBuffer out) {
    int start = out.size();
    out.putInt(0);
    encode(words, bitCount, out);
    LittleEndian.putInt(out.array(), start, out.size() - start - Integer.BYTES);
  }

  /** The 64 bits from bit {@code i} on, zeros from {@code bitCount} on. */
  private static long bits(long[] words, int i, int bitCount) {
    int index = i >> 6;
    long bits = words[index] >>> i;
    int lastIndex = (bitCount - 1) >> 6;
    if ((i & 63) != 0 && index < lastIndex) {
      bits |= words[index + 1] << -i;
    }
    int rest = bitCount - i;
    return rest < Long.SIZE ? bits & -1L >>> -rest : bits;
  }

  /**
   * The first of eight groups whose bits are all equal, or 8. A zero byte is found as in "Hacker's
   * Delight" 6-1: the lowest mark is exact, only higher ones may be wrong.
   */
  private static int firstUniformGroup(long bits) {
    long zeros = (bits - LOWEST_BITS) & ~bits & HIGHEST_BITS;
    long ones = (~bits - LOWEST_BITS) & bits & HIGHEST_BITS;
    return Math.min(Long.numberOfTrailingZeros(zeros), Long.numberOfTrailingZeros(ones)) / GROUP;
  }

  /** The first bit after {@code from} that differs from it, or {@code bitCount}. */
  private static int runEnd(long[] words, int from, int bitCount) {
    int index = from >> 6;
    long flip = -(words[index] >>> from & 1);
    long differing = (words[index] ^ flip) & -1L << from;
    int lastIndex = (bitCount - 1) >> 6;
    while (differing == 0 && index < lastIndex) {
      differing = words[++index] ^ flip;
    }
    long end = ((long) index << 6) + Long.numberOfTrailingZeros(differing);
    return (int) Math.min(end, bitCount);
  }

  private static void pack(long[] words, int from, int end, PageBuffer out) {
    for (int i = from; i < end; i += HybridRun.MAX_PACKED_VALUES) {
      int runEnd = Math.min(i + HybridRun.MAX_PACKED_VALUES, end);
      HybridRun.putPackedHeader(runEnd - i, out);
      out.reserve(HybridRun.MAX_PACKED_VALUES / GROUP + BitPacker.SLACK_BYTES);
      int position = out.size();
      for (int bit = i; bit < runEnd; bit += Long.SIZE) {
        LittleEndian.putLong(out.array(), position, bits(words, bit, end));
        position += Long.BYTES;
      }
      out.size(out.size() + (runEnd - i + GROUP - 1) / GROUP);
    }
  }
}
