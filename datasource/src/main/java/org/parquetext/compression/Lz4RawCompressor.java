package org.parquetext.compression;

import org.parquetext.options.Codec;

/** One LZ4 block per page, without framing (the format's codec {@code LZ4_RAW}). */
final class Lz4RawCompressor implements PageCompressor {

  @Override
  public int maxCompressedLength(int length) {
    Lz4Block.checkLength(Codec.LZ4_RAW, length);
    return CompressedLength.checked(Codec.LZ4_RAW, length, Lz4Block.maxCompressedLength(length));
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    return Lz4Block.compress(src, from, length, out, outFrom);
  }

  @Override
  public void close() {}
}
