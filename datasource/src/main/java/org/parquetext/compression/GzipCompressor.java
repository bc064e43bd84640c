package org.parquetext.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.parquetext.WriteException;
import org.parquetext.options.Codec;

/** One gzip member (RFC 1952) per page, around what the JDK's zlib deflates. */
final class GzipCompressor implements PageCompressor {

  /** Magic, method "deflate", no flags, no time, no extra flags, operating system "unknown". */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int TRAILER_BYTES = 2 * Integer.BYTES;

  private final Deflater deflater;
  private final CRC32 checksum = new CRC32();

  GzipCompressor(int level) {
    deflater = new Deflater(level, true);
  }

  /** zlib's {@code deflateBound} for any parameters, the most cautious of its formulas. */
  @Override
  public int maxCompressedLength(int length) {
    long deflated = length + ((length + 7L) >> 3) + ((length + 63L) >> 6) + 5;
    return CompressedLength.checked(Codec.GZIP, length, HEADER.length + deflated + TRAILER_BYTES);
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    int room = CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    System.arraycopy(HEADER, 0, out, outFrom, HEADER.length);
    int dataFrom = outFrom + HEADER.length;
    int deflated = deflate(src, from, length, out, dataFrom, room - HEADER.length - TRAILER_BYTES);
    checksum.reset();
    checksum.update(src, from, length);
    ByteBuffer.wrap(out, dataFrom + deflated, TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) checksum.getValue())
        .putInt(length);
    return HEADER.length + deflated + TRAILER_BYTES;
  }

  private int deflate(byte[] src, int from, int length, byte[] out, int outFrom, int room) {
    try {
      deflater.setInput(src, from, length);
      deflater.finish();
      int deflated = deflater.deflate(out, outFrom, room);
      if (!deflater.finished()) {
        throw new WriteException(
            "Cannot compress a page of %d bytes with codec `gzip`: it takes more than %d bytes"
                .formatted(length, room));
      }
      return deflated;
    } finally {
      // Also lets go of the source, which may be an outlier that the caller wants to free.
      deflater.reset();
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
