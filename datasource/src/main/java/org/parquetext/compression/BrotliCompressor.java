package org.parquetext.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import org.parquetext.WriteException;
import org.parquetext.options.Codec;

/**
 * One brotli stream per page, by brotli4j, which is not among the libraries that Spark ships. This
 * class is the only one that refers to it, and is loaded only for a write that asks for brotli.
 */
final class BrotliCompressor implements PageCompressor {

  private final Encoder.Parameters parameters;

  private BrotliCompressor(Encoder.Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * A compressor of a quality.
   *
   * @throws IllegalArgumentException if the library, or its part for this platform, is missing
   */
  static BrotliCompressor open(int quality) {
    try {
      Brotli4jLoader.ensureAvailability();
      return new BrotliCompressor(new Encoder.Parameters().setQuality(quality));
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "Codec `brotli` needs `com.aayushatharva.brotli4j:brotli4j` and its native library for"
              + " this platform on the class path: add them, or choose another codec",
          e);
    }
  }

  /**
   * Brotli stores what it cannot compress, with a few bytes of header for at least each 16 KiB
   * ({@code BrotliEncoderMaxCompressedSize}); this leaves room for twice that.
   */
  @Override
  public int maxCompressedLength(int length) {
    return CompressedLength.checked(Codec.BROTLI, length, length + 8L * (length >> 14) + 64);
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    int room = CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    byte[] compressed = compressed(src, from, length);
    if (compressed.length > room) {
      throw new WriteException(
          "Cannot compress a page of %d bytes with codec `brotli`: it takes %d bytes, more than %d"
              .formatted(length, compressed.length, room));
    }
    System.arraycopy(compressed, 0, out, outFrom, compressed.length);
    return compressed.length;
  }

  private byte[] compressed(byte[] src, int from, int length) {
    try {
      return Encoder.compress(src, from, length, parameters);
    } catch (IOException e) {
      throw new WriteException(
          "Cannot compress a page of %d bytes with codec `brotli`".formatted(length), e);
    }
  }

  @Override
  public void close() {}
}
