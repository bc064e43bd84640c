package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;

/**
 * {@link BitPacker} for values of up to 64 bits: the same order of bits and the same slack. Values
 * are joined in one 8-byte word, which is stored whenever it is full.
 */
final class LongBitPacker {

  private LongBitPacker() {}

  /**
   * Packs values, followed by zeros up to a multiple of eight values.
   *
   * @param values each without bits above {@code bitWidth}
   * @param bitWidth 0 to 64
   * @param out has {@link BitPacker#SLACK_BYTES} bytes of room after the result, which are
   *     overwritten
   * @return the bytes written, {@link BitPacker#packedBytes}
   */
  static int pack(long[] values, int from, int count, int bitWidth, byte[] out, int outOffset) {
    long word = 0;
    int bits = 0;
    int position = outOffset;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      word |= value << bits;
      bits += bitWidth;
      if (bits >= Long.SIZE) {
        LittleEndian.putLong(out, position, word);
        position += Long.BYTES;
        bits -= Long.SIZE;
        // In two steps, since Java's own shift by 64 would be none.
        word = value >>> (bitWidth - bits - 1) >>> 1;
      }
    }
    int bytes = (int) BitPacker.packedBytes(count, bitWidth);
    while (position < outOffset + bytes) {
      LittleEndian.putLong(out, position, word);
      position += Long.BYTES;
      word = 0;
    }
    return bytes;
  }
}
