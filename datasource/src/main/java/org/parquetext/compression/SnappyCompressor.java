package org.parquetext.compression;

import java.io.IOException;
import org.parquetext.WriteException;
import org.parquetext.options.Codec;
import org.xerial.snappy.Snappy;

/** Snappy blocks without framing, as the Parquet format wants them. */
final class SnappyCompressor implements PageCompressor {

  /** {@code snappy::MaxCompressedLength}, which overflows for lengths that an array can have. */
  @Override
  public int maxCompressedLength(int length) {
    return CompressedLength.checked(Codec.SNAPPY, length, 32L + length + length / 6);
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    try {
      return Snappy.compress(src, from, length, out, outFrom);
    } catch (IOException e) {
      throw new WriteException(
          "Cannot compress a page of %d bytes with codec `snappy`".formatted(length), e);
    }
  }

  @Override
  public void close() {}
}
