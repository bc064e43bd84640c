package org.parquetext.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.parquet.crypto.ModuleCipherFactory.ModuleType;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.apache.parquet.io.PositionOutputStream;
import org.parquetext.WriteException;
import org.parquetext.column.ColumnChunk;

/**
 * Writes the pages of one chunk encrypted. It happens here and not where pages are made, since a
 * page is bound to the number of its row group in the file, which is known when the row group's
 * turn comes. Each page is
 *
 * <pre>
 * sealed(PageHeader) levels-of-version-2* sealed(page)
 * </pre>
 *
 * <p>where {@code sealed} puts length and nonce before what it encrypts, and a tag behind it. As in
 * parquet-java the levels of a page of version 2 stay as they are, and sizes and checksum in the
 * header are those of the encrypted page.
 *
 * <p>Good for one chunk, on the file's thread.
 */
final class PageSealer {

  private static final int MAX_PAGES = Short.MAX_VALUE + 1;

  private final ColumnChunk chunk;
  private final ChunkCipher cipher;
  private final PositionOutputStream out;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream(128);
  private final CRC32 crc = new CRC32();
  private long uncompressedBytes;

  PageSealer(ColumnChunk chunk, ChunkCipher cipher, PositionOutputStream out) {
    this.chunk = chunk;
    this.cipher = cipher;
    this.out = out;
  }

  WrittenPages write() throws IOException {
    OffsetIndex pages = chunk.offsetIndex(0);
    checkPages(pages.getPageCount());
    long start = out.getPos();
    if (chunk.hasDictionary()) {
      InputStream dictionary = chunk.dictionaryPage();
      seal(
          dictionary,
          cipher.aad(ModuleType.DictionaryPageHeader),
          cipher.aad(ModuleType.DictionaryPage));
    }
    long firstDataPage = out.getPos();
    OffsetIndex offsetIndex = sealDataPages(pages, firstDataPage);
    return new WrittenPages(
        start, firstDataPage, out.getPos() - start, uncompressedBytes, offsetIndex);
  }

  private void checkPages(int pages) {
    if (pages > MAX_PAGES) {
      throw new WriteException(
          ("Cannot write column `%s` encrypted in %s: its chunk has %d pages, and only %d can be"
                  + " numbered. Raise pageSizeBytes and pageRowLimit, or lower rowGroupSizeBytes.")
              .formatted(
                  String.join(".", chunk.descriptor().getPath()),
                  cipher.place(),
                  pages,
                  MAX_PAGES));
    }
  }

  private OffsetIndex sealDataPages(OffsetIndex pages, long firstDataPage) throws IOException {
    OffsetIndexBuilder sealed = OffsetIndexBuilder.getBuilder();
    InputStream in = chunk.dataPages();
    for (int page = 0; page < pages.getPageCount(); page++) {
      long before = out.getPos();
      seal(in, cipher.aad(ModuleType.DataPageHeader, page), cipher.aad(ModuleType.DataPage, page));
      sealed.add(
          Math.toIntExact(out.getPos() - before),
          rows(pages, page),
          pages.getUnencodedByteArrayDataBytes(page));
    }
    return sealed.build(firstDataPage);
  }

  /** Of the last page nobody asks. */
  private static long rows(OffsetIndex pages, int page) {
    return page + 1 < pages.getPageCount()
        ? pages.getFirstRowIndex(page + 1) - pages.getFirstRowIndex(page)
        : 0;
  }

  private void seal(InputStream in, byte[] headerAad, byte[] pageAad) throws IOException {
    PageHeader page = Util.readPageHeader(in);
    byte[] bare = read(in, bareBytes(page));
    byte[] body = read(in, page.getCompressed_page_size() - bare.length);
    byte[] sealed = cipher.pages().encrypt(body, pageAad);
    page.setCompressed_page_size(Math.addExact(bare.length, sealed.length));
    if (page.isSetCrc()) {
      crc.reset();
      crc.update(bare);
      crc.update(sealed);
      page.setCrc((int) crc.getValue());
    }
    header.reset();
    Util.writePageHeader(page, header, cipher.metadata(), headerAad);
    header.writeTo(out);
    out.write(bare);
    out.write(sealed);
    uncompressedBytes += header.size() + page.getUncompressed_page_size();
  }

  private static int bareBytes(PageHeader page) {
    if (!page.isSetData_page_header_v2()) {
      return 0;
    }
    DataPageHeaderV2 version2 = page.getData_page_header_v2();
    return version2.getRepetition_levels_byte_length()
        + version2.getDefinition_levels_byte_length();
  }

  private static byte[] read(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(
          "A page has " + bytes.length + " bytes, and its header says " + length);
    }
    return bytes;
  }
}
