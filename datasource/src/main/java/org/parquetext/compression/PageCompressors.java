package org.parquetext.compression;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.options.WriteOptions;

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

  /**
   * Makes sure that the codecs of all columns can be opened here, so that a write need not find out
   * at its first page.
   *
   * @param columnPaths dotted paths of the columns to be written
   * @throws IllegalArgumentException if a codec's library is not on the class path; the message
   *     names the column and what to add
   */
  public static void requireAvailable(WriteOptions options, Collection<String> columnPaths) {
    Set<Codec> opened = EnumSet.noneOf(Codec.class);
    for (String path : columnPaths) {
      Compression compression = options.column(path).compression();
      if (opened.add(compression.codec())) {
        try {
          open(compression).close();
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "Cannot write column `" + path + "`: " + e.getMessage(), e);
        }
      }
    }
  }
}
