package org.parquetext.compression;

import org.parquetext.options.Compression;

/** Opens the compressor of a codec. */
public final class PageCompressors {

  private PageCompressors() {}

  /**
   * A new compressor, to be closed by the caller.
   *
   * @throws IllegalArgumentException if the codec's library is not on the class path; the message
   *     names what to add
   */
  public static PageCompressor open(Compression compression) {
    return switch (compression.codec()) {
      case UNCOMPRESSED -> new NoCompressor();
      case SNAPPY -> new SnappyCompressor();
      case GZIP -> new GzipCompressor(compression.level());
      case ZSTD -> new ZstdCompressor(compression.level());
      case LZ4 -> new Lz4HadoopCompressor();
      case LZ4_RAW -> new Lz4RawCompressor();
      case BROTLI -> BrotliCompressor.open(compression.level());
    };
  }
}
