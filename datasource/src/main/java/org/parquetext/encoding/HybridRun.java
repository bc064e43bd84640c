package org.parquetext.encoding;

import org.parquetext.buffer.PageBuffer;

/**
 * What both producers of Parquet's RLE/bit-packing hybrid share: the headers, and when a run of
 * equal values is worth an RLE run of its own.
 */
final class HybridRun {

  /** Values in a bit-packed group, the unit in which bit-packed runs are counted. */
  static final int GROUP = 8;

  /**
   * Values per bit-packed header: 63 groups fit a header of one byte, and readers that unpack one
   * run at a time stay in their first-level cache.
   */
  static final int MAX_PACKED_VALUES = 63 * GROUP;

  private HybridRun() {}

  /**
   * Whether to write a run of at least eight equal values as RLE.
   *
   * <p>Always where parquet-java does and no bit-packed run is open, since a new one costs a header
   * too. Inside a bit-packed run only if it saves bytes even with the header of the bit-packed run
   * that follows, which it does not at widths 1 and 2 for short runs; if another run of equal
   * values follows, there is no such header. Sizes are then at or below parquet-java's.
   *
   * @param packedOpen whether the values just before are bit-packed
   * @param runFollows whether at least eight other equal values follow
   */
  static boolean worthwhile(int length, int bitWidth, boolean packedOpen, boolean runFollows) {
    return !packedOpen || runFollows || length / GROUP * bitWidth > (valueBytes(bitWidth) + 1);
  }

  /** Appends an RLE run. */
  static void put(int value, int count, int bitWidth, PageBuffer out) {
    out.putUnsignedVarInt(count << 1);
    int bytes = valueBytes(bitWidth);
    for (int i = 0; i < bytes; i++) {
      out.putByte(value >>> (8 * i));
    }
  }

  /** Appends the header of a bit-packed run of at most {@link #MAX_PACKED_VALUES} values. */
  static void putPackedHeader(int count, PageBuffer out) {
    int groups = (count + GROUP - 1) / GROUP;
    out.putByte(groups << 1 | 1);
  }

  private static int valueBytes(int bitWidth) {
    return (bitWidth + 7) / 8;
  }
}
