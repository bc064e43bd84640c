package org.parquetext.compression;

import org.parquetext.options.Codec;

/** Leaves pages as they are. */
final class NoCompressor implements PageCompressor {

  @Override
  public int maxCompressedLength(int length) {
    return CompressedLength.checked(Codec.UNCOMPRESSED, length, length);
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    System.arraycopy(src, from, out, outFrom, length);
    return length;
  }

  @Override
  public void close() {}
}
