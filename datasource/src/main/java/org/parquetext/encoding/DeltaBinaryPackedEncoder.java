package org.parquetext.encoding;

import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's DELTA_BINARY_PACKED encoding of INT32 and INT64 values (Parquet format, "Delta
 * Encoding"; after Lemire and Boytsov, "Decoding billions of integers per second through
 * vectorization").
 *
 * <pre>
 *   page      := header block*
 *   header    := values per block, miniblocks per block, number of values: unsigned varints;
 *                first value: zigzag varint
 *   block     := least difference in the block: zigzag varint;
 *                bit width of each miniblock: one byte;
 *                miniblock*
 *   miniblock := differences less the least one, bit-packed, zero-padded to the full miniblock
 * </pre>
 *
 * <p>The miniblocks behind the last value have width 0 and no body. No values are a header alone,
 * whose first value is 0. Blocks are as large as parquet-java's.
 *
 * <p>Owns its scratch memory: not thread-safe, of use for any number of pages.
 */
public final class DeltaBinaryPackedEncoder {

  static final int BLOCK_VALUES = 128;
  static final int MINIBLOCKS = 4;
  static final int MINIBLOCK_VALUES = BLOCK_VALUES / MINIBLOCKS;

  private final IntDeltaBlock intBlock = new IntDeltaBlock();
  private final LongDeltaBlock longBlock = new LongDeltaBlock();

  /** An encoder with scratch memory for one block. */
  public DeltaBinaryPackedEncoder() {}

  /** Appends all INT32 values of a page. */
  public void encode(int[] values, int from, int count, PageBuffer out) {
    putHeader(count, out);
    ZigZag.put(count == 0 ? 0 : values[from], out);
    int end = from + count;
    for (int i = from + 1; i < end; i += BLOCK_VALUES) {
      intBlock.read(values, i, Math.min(BLOCK_VALUES, end - i));
      intBlock.put(out);
    }
  }

  /** Appends all INT64 values of a page. */
  public void encode(long[] values, int from, int count, PageBuffer out) {
    putHeader(count, out);
    ZigZag.put(count == 0 ? 0 : values[from], out);
    int end = from + count;
    for (int i = from + 1; i < end; i += BLOCK_VALUES) {
      longBlock.read(values, i, Math.min(BLOCK_VALUES, end - i));
      longBlock.put(out);
    }
  }

  private static void putHeader(int count, PageBuffer out) {
    out.putUnsignedVarInt(BLOCK_VALUES);
    out.putUnsignedVarInt(MINIBLOCKS);
    out.putUnsignedVarInt(count);
  }
}
