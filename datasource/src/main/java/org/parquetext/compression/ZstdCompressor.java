package org.parquetext.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import org.parquetext.WriteException;
import org.parquetext.options.Codec;

/** One zstd frame per page, all from one native context. */
final class ZstdCompressor implements PageCompressor {

  private final ZstdCompressCtx context;

  ZstdCompressor(int level) {
    context = new ZstdCompressCtx();
    try {
      context.setLevel(level);
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  @Override
  public int maxCompressedLength(int length) {
    return CompressedLength.checked(Codec.ZSTD, length, Zstd.compressBound(length));
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    int room = CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    try {
      return context.compressByteArray(out, outFrom, room, src, from, length);
    } catch (ZstdException e) {
      throw new WriteException(
          "Cannot compress a page of %d bytes with codec `zstd`".formatted(length), e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
