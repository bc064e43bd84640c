package org.parquetext.encoding;

import java.util.Arrays;
import org.parquetext.buffer.PageBuffer;

/**
 * One block of DELTA_BINARY_PACKED INT32 values while it is encoded. Differences wrap around, so
 * that the residues, taken as unsigned, never need more than 32 bits. Reused from block to block.
 */
final class IntDeltaBlock {

  private static final int VALUES = DeltaBinaryPackedEncoder.BLOCK_VALUES;
  private static final int MINIBLOCKS = DeltaBinaryPackedEncoder.MINIBLOCKS;
  private static final int MINIBLOCK_VALUES = DeltaBinaryPackedEncoder.MINIBLOCK_VALUES;
  private static final int MAX_BYTES =
      ZigZag.MAX_BYTES + MINIBLOCKS + VALUES * Integer.BYTES + BitPacker.SLACK_BYTES;

  private final int[] residues = new int[VALUES];
  private final int[] bitWidths = new int[MINIBLOCKS];
  private int minDelta;

  /**
   * Takes in 1 to {@link DeltaBinaryPackedEncoder#BLOCK_VALUES} values from {@code values[from]}
   * on, the first as its difference from {@code values[from - 1]}.
   */
  void read(int[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      residues[i] = values[from + i] - values[from + i - 1];
    }
    minDelta = min(count);
    // These become residues of 0: a miniblock without values gets width 0 and thereby no body.
    Arrays.fill(residues, count, VALUES, minDelta);
    for (int i = 0; i < MINIBLOCKS; i++) {
      bitWidths[i] = Integer.SIZE - Integer.numberOfLeadingZeros(subtractMin(i * MINIBLOCK_VALUES));
    }
  }

  private int min(int count) {
    int min = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (residues[i] < min) {
        min = residues[i];
      }
    }
    return min;
  }

  /** Turns the differences of a miniblock into residues; returns all bits that occur in these. */
  private int subtractMin(int from) {
    int min = minDelta;
    int bits = 0;
    for (int i = from; i < from + MINIBLOCK_VALUES; i++) {
      int residue = residues[i] - min;
      residues[i] = residue;
      bits |= residue;
    }
    return bits;
  }

  void put(PageBuffer out) {
    out.reserve(MAX_BYTES);
    ZigZag.put(minDelta, out);
    for (int bitWidth : bitWidths) {
      out.putByte(bitWidth);
    }
    byte[] array = out.array();
    int position = out.size();
    for (int i = 0; i < MINIBLOCKS; i++) {
      position +=
          BitPacker.pack(
              residues, i * MINIBLOCK_VALUES, MINIBLOCK_VALUES, bitWidths[i], array, position);
    }
    out.size(position);
  }
}
