package org.parquetext.column;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.parquetext.buffer.ChunkBuffer;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.compression.PageCompressor;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

/**
 * Turns the bytes of a page into the page: compresses them, and puts a header with sizes and, if
 * wanted, checksum before them. The checksum covers the page as stored, without its header.
 *
 * <p>Confined to one thread at a time.
 */
final class PageWriter {

  private final Compression compression;
  private final boolean checksum;
  private final ByteArrayOutputStream headerBytes = new ByteArrayOutputStream(64);
  private final CRC32 crc = new CRC32();

  PageWriter(Compression compression, boolean checksum) {
    this.compression = compression;
    this.checksum = checksum;
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
    PageHeader header = new PageHeader(PageType.DATA_PAGE, length, 0);
    header.setData_page_header(
        new DataPageHeader(
            entries, format(encoding), format(definitionLevels), format(repetitionLevels)));
    return write(header, page, from, length, out, arena);
  }

  /**
   * Appends a dictionary page to {@code out}.
   *
   * @return bytes of the header
   */
  int writeDictionaryPage(
      byte[] page, int from, int length, int entries, ChunkBuffer out, EncoderArena arena) {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, length, 0);
    header.setDictionary_page_header(
        new DictionaryPageHeader(entries, format(Encoding.PLAIN_DICTIONARY)));
    return write(header, page, from, length, out, arena);
  }

  /** The encoding as the file names it. */
  private static org.apache.parquet.format.Encoding format(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }

  private int write(
      PageHeader header, byte[] page, int from, int length, ChunkBuffer out, EncoderArena arena) {
    if (compression.codec() == Codec.UNCOMPRESSED) {
      return store(header, page, from, length, out);
    }
    PageCompressor compressor = arena.compressor(compression);
    PageBuffer compressed = arena.compressed();
    compressed.reserve(compressor.maxCompressedLength(length));
    int stored = compressor.compress(page, from, length, compressed.array(), 0);
    return store(header, compressed.array(), 0, stored, out);
  }

  private int store(PageHeader header, byte[] bytes, int from, int length, ChunkBuffer out) {
    header.setCompressed_page_size(length);
    if (checksum) {
      crc.reset();
      crc.update(bytes, from, length);
      header.setCrc((int) crc.getValue());
    }
    headerBytes.reset();
    try {
      Util.writePageHeader(header, headerBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] head = headerBytes.toByteArray();
    out.append(head, 0, head.length);
    out.append(bytes, from, length);
    return head.length;
  }
}
