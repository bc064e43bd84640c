package org.parquetext.encoding;

import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's RLE/bit-packing hybrid of int values (dictionary ids, levels), without the length that
 * some pages put in front (Parquet format, "Run Length Encoding / Bit-Packing Hybrid").
 *
 * <p>Scans forward in groups of eight: a group of eight equal values starts a run, everything else
 * extends the open bit-packed stretch, which is packed at once when it ends.
 */
public final class RleBitPackingHybridEncoder {

  private static final int GROUP = HybridRun.GROUP;

  private RleBitPackingHybridEncoder() {}

  /**
   * Appends values.
   *
   * @param values each without bits above {@code bitWidth}
   * @param bitWidth 0 to 32; at 0 all values are 0 and only their number is written
   */
  public static void encode(int[] values, int from, int count, int bitWidth, PageBuffer out) {
    if (bitWidth == 0) {
      encodeRun(0, count, 0, out);
      return;
    }
    int end = from + count;
    int packedFrom = from;
    int i = from;
    while (i <= end - GROUP) {
      if (!startsRun(values, i)) {
        i += GROUP;
        continue;
      }
      int runEnd = runEnd(values, i, end);
      boolean runFollows = runEnd <= end - GROUP && startsRun(values, runEnd);
      if (HybridRun.worthwhile(runEnd - i, bitWidth, i > packedFrom, runFollows)) {
        pack(values, packedFrom, i - packedFrom, bitWidth, out);
        HybridRun.put(values[i], runEnd - i, bitWidth, out);
        i = runEnd;
        packedFrom = runEnd;
      } else {
        i += (runEnd - i) & -GROUP;
      }
    }
    pack(values, packedFrom, end - packedFrom, bitWidth, out);
  }

  /** Appends {@code count} times the same value; nothing if there are none. */
  public static void encodeRun(int value, int count, int bitWidth, PageBuffer out) {
    if (count > 0) {
      HybridRun.put(value, count, bitWidth, out);
    }
  }

  private static boolean startsRun(int[] values, int i) {
    int first = values[i];
    return ((values[i + 1] ^ first)
            | (values[i + 2] ^ first)
            | (values[i + 3] ^ first)
            | (values[i + 4] ^ first)
            | (values[i + 5] ^ first)
            | (values[i + 6] ^ first)
            | (values[i + 7] ^ first))
        == 0;
  }

  private static int runEnd(int[] values, int from, int end) {
    int value = values[from];
    int i = from + GROUP;
    while (i < end && values[i] == value) {
      i++;
    }
    return i;
  }

  private static void pack(int[] values, int from, int count, int bitWidth, PageBuffer out) {
    int end = from + count;
    for (int i = from; i < end; i += HybridRun.MAX_PACKED_VALUES) {
      int length = Math.min(HybridRun.MAX_PACKED_VALUES, end - i);
      HybridRun.putPackedHeader(length, out);
      out.reserve(BitPacker.packedBytes(length, bitWidth) + BitPacker.SLACK_BYTES);
      int size = out.size();
      out.size(size + BitPacker.pack(values, i, length, bitWidth, out.array(), size));
    }
  }
}
