package org.parquetext.compression;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.parquetext.options.Codec;

/** LZ4 blocks, which both codecs of that name are made of. */
final class Lz4Block {

  /** The library's own limit ({@code LZ4_MAX_INPUT_SIZE}). */
  private static final int LONGEST = 0x7E000000;

  private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();

  private Lz4Block() {}

  /** {@code LZ4_compressBound}. */
  static long maxCompressedLength(int length) {
    return length + length / 255 + 16L;
  }

  /**
   * Checks a length against the library's own limit.
   *
   * @throws IllegalArgumentException if a block cannot be that long
   */
  static void checkLength(Codec codec, int length) {
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "Cannot compress a page of %d bytes with codec `%s`: it takes %d bytes at most"
              .formatted(length, codec, LONGEST));
    }
  }

  /** Compresses one block; the caller has checked the ranges. */
  static int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    return COMPRESSOR.compress(src, from, length, out, outFrom, out.length - outFrom);
  }
}
