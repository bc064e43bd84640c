package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's RLE/bit-packing hybrid of definition and repetition levels, which are held as bytes: a
 * group of eight levels is one 64-bit word, compared and packed as such.
 *
 * <p>The same runs as {@link RleBitPackingHybridEncoder} makes of the levels as ints.
 */
public final class LevelRunEncoder {

  /** The most bits of a level that is held as a byte. */
  public static final int MAX_BIT_WIDTH = 7;

  private static final int GROUP = HybridRun.GROUP;
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  private LevelRunEncoder() {}

  /**
   * Appends levels.
   *
   * @param levels each without bits above {@code bitWidth}
   * @param count how many of them, from the first on
   * @param bitWidth 1 to {@link #MAX_BIT_WIDTH}
   */
  public static void encode(byte[] levels, int count, int bitWidth, PageBuffer out) {
    int packedFrom = 0;
    int i = 0;
    while (i <= count - GROUP) {
      if (!startsRun(levels, i)) {
        i += GROUP;
        continue;
      }
      int runEnd = runEnd(levels, i, count);
      boolean runFollows = runEnd <= count - GROUP && startsRun(levels, runEnd);
      if (HybridRun.worthwhile(runEnd - i, bitWidth, i > packedFrom, runFollows)) {
        pack(levels, packedFrom, i, bitWidth, out);
        HybridRun.put(levels[i], runEnd - i, bitWidth, out);
        i = runEnd;
        packedFrom = runEnd;
      } else {
        i += (runEnd - i) & -GROUP;
      }
    }
    pack(levels, packedFrom, count, bitWidth, out);
  }

  private static boolean startsRun(byte[] levels, int i) {
    return LittleEndian.getLong(levels, i) == levels[i] * EACH_BYTE;
  }

  private static int runEnd(byte[] levels, int from, int count) {
    byte level = levels[from];
    int i = from + GROUP;
    while (i <= count - GROUP) {
      long differing = LittleEndian.getLong(levels, i) ^ level * EACH_BYTE;
      if (differing != 0) {
        return i + Long.numberOfTrailingZeros(differing) / Byte.SIZE;
      }
      i += GROUP;
    }
    while (i < count && levels[i] == level) {
      i++;
    }
    return i;
  }

  private static void pack(byte[] levels, int from, int end, int bitWidth, PageBuffer out) {
    for (int i = from; i < end; i += HybridRun.MAX_PACKED_VALUES) {
      int runEnd = Math.min(end, i + HybridRun.MAX_PACKED_VALUES);
      HybridRun.putPackedHeader(runEnd - i, out);
      out.reserve(BitPacker.packedBytes(runEnd - i, bitWidth) + BitPacker.SLACK_BYTES);
      int position = out.size();
      for (int group = i; group < runEnd; group += GROUP) {
        long word =
            group + GROUP <= runEnd
                ? LittleEndian.getLong(levels, group)
                : lastLevels(levels, group, runEnd);
        LittleEndian.putLong(out.array(), position, joined(word, bitWidth));
        position += bitWidth;
      }
      out.size(position);
    }
  }

  private static long lastLevels(byte[] levels, int from, int end) {
    long word = 0;
    for (int i = from; i < end; i++) {
      word |= (long) levels[i] << Byte.SIZE * (i - from);
    }
    return word;
  }

  /** Moves the lowest bits of each byte together, in pairs, fours and eights. */
  private static long joined(long word, int width) {
    long pairs = word & 0x00FF_00FF_00FF_00FFL | (word >>> 8 & 0x00FF_00FF_00FF_00FFL) << width;
    long fours =
        pairs & 0x0000_FFFF_0000_FFFFL | (pairs >>> 16 & 0x0000_FFFF_0000_FFFFL) << 2 * width;
    return fours & 0xFFFF_FFFFL | fours >>> 32 << 4 * width;
  }
}
