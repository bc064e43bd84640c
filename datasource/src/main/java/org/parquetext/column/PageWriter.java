package org.parquetext.column;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.column.ColumnDescriptor;
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

  private final PageFormat format;
  private final Compression compression;
  private final boolean checksum;
  private final ByteArrayOutputStream headerBytes = new ByteArrayOutputStream(64);
  private final CRC32 crc = new CRC32();
  private long compressNanos;

  PageWriter(PageFormat format, Compression compression, boolean checksum) {
    this.format = format;
    this.compression = compression;
    this.checksum = checksum;
  }

  CompressionCodecName codec() {
    return CompressionCodecName.valueOf(compression.codec().name());
  }

  /** Nanoseconds that compressing took so far. */
  long compressNanos() {
    return compressNanos;
  }

  /**
   * Appends a data page to {@code out}.
   *
   * @return bytes of the header
   */
  int writeDataPage(DataPage page, ColumnDescriptor column, ChunkBuffer out, EncoderArena arena) {
    PageHeader header = format.header(page, column);
    int bare = format.bareBytes(page);
    return write(header, page.bytes(), page.from(), bare, page.length() - bare, out, arena);
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
        new DictionaryPageHeader(entries, PageFormat.named(format.dictionaryPage())));
    return write(header, page, from, 0, length, out, arena);
  }

  /** Compresses {@code length} bytes behind {@code bare} bytes that are left as they are. */
  private int write(
      PageHeader header,
      byte[] page,
      int from,
      int bare,
      int length,
      ChunkBuffer out,
      EncoderArena arena) {
    if (checksum) {
      crc.reset();
      crc.update(page, from, bare);
    }
    if (compression.codec() == Codec.UNCOMPRESSED || length == 0) {
      int head = putHeader(header, bare, page, from + bare, length, out);
      out.append(page, from, bare + length);
      return head;
    }
    PageCompressor compressor = arena.compressor(compression);
    PageBuffer compressed = arena.compressed();
    compressed.reserve(compressor.maxCompressedLength(length));
    long started = System.nanoTime();
    int stored = compressor.compress(page, from + bare, length, compressed.array(), 0);
    compressNanos += System.nanoTime() - started;
    int head = putHeader(header, bare, compressed.array(), 0, stored, out);
    out.append(page, from, bare);
    out.append(compressed.array(), 0, stored);
    return head;
  }

  /** Completes the header by what is stored behind the bare bytes, and appends it. */
  private int putHeader(
      PageHeader header, int bare, byte[] stored, int from, int length, ChunkBuffer out) {
    header.setCompressed_page_size(Math.addExact(bare, length));
    if (checksum) {
      crc.update(stored, from, length);
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
    return head.length;
  }
}
