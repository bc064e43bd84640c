package org.parquetext.column;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.parquetext.buffer.ChunkBuffer;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.compression.PageCompressor;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

/**
 * Turns the bytes of a page into the page: compresses them, and puts a header with sizes and
 * checksum before them. The checksum covers the page as stored, without its header.
 *
 * <p>Confined to one thread at a time.
 */
final class PageWriter {

  private final Compression compression;
  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final ByteArrayOutputStream header = new ByteArrayOutputStream(64);
  private final CRC32 crc = new CRC32();

  PageWriter(Compression compression) {
    this.compression = compression;
  }

  CompressionCodecName codec() {
    return CompressionCodecName.valueOf(compression.codec().name());
  }

  /**
   * Appends a data page to {@code out}.
   *
   * @param entries level entries, with a value or without
   * @return bytes of the header
   */
  int writeDataPage(
      byte[] page,
      int from,
      int length,
      int entries,
      Encoding repetitionLevels,
      Encoding definitionLevels,
      Encoding encoding,
      ChunkBuffer out,
      EncoderArena arena) {
    return write(
        page,
        from,
        length,
        out,
        arena,
        (stored, checksum) ->
            converter.writeDataPageV1Header(
                length,
                stored,
                entries,
                repetitionLevels,
                definitionLevels,
                encoding,
                checksum,
                header));
  }

  /**
   * Appends a dictionary page to {@code out}.
   *
   * @return bytes of the header
   */
  int writeDictionaryPage(
      byte[] page, int from, int length, int entries, ChunkBuffer out, EncoderArena arena) {
    return write(
        page,
        from,
        length,
        out,
        arena,
        (stored, checksum) ->
            converter.writeDictionaryPageHeader(
                length, stored, entries, Encoding.PLAIN_DICTIONARY, checksum, header));
  }

  private int write(
      byte[] page, int from, int length, ChunkBuffer out, EncoderArena arena, Header kind) {
    if (compression.codec() == Codec.UNCOMPRESSED) {
      return store(page, from, length, out, kind);
    }
    PageCompressor compressor = arena.compressor(compression);
    PageBuffer compressed = arena.compressed();
    compressed.reserve(compressor.maxCompressedLength(length));
    int stored = compressor.compress(page, from, length, compressed.array(), 0);
    return store(compressed.array(), 0, stored, out, kind);
  }

  private int store(byte[] bytes, int from, int length, ChunkBuffer out, Header kind) {
    crc.reset();
    crc.update(bytes, from, length);
    header.reset();
    try {
      kind.write(length, (int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] head = header.toByteArray();
    out.append(head, 0, head.length);
    out.append(bytes, from, length);
    return head.length;
  }

  /** Writes one kind of header. */
  private interface Header {
    void write(int storedBytes, int checksum) throws IOException;
  }
}
