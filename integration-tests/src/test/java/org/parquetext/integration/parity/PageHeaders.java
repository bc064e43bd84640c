package org.parquetext.integration.parity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.parquetext.integration.fixture.Footer;

/** The headers of all pages of a file, column by column. */
final class PageHeaders {
  private PageHeaders() {}

  static List<PageHeader> of(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      List<PageHeader> headers = new ArrayList<>();
      for (RowGroup rowGroup : Footer.read(file).rowGroups()) {
        for (ColumnChunk chunk : rowGroup.getColumns()) {
          read(bytes, chunk.getMeta_data(), headers);
        }
      }
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(byte[] file, ColumnMetaData column, List<PageHeader> headers)
      throws IOException {
    long start =
        column.isSetDictionary_page_offset()
            ? column.getDictionary_page_offset()
            : column.getData_page_offset();
    ByteArrayInputStream chunk =
        new ByteArrayInputStream(file, (int) start, (int) column.getTotal_compressed_size());
    while (chunk.available() > 0) {
      PageHeader header = Util.readPageHeader(chunk);
      headers.add(header);
      chunk.skipNBytes(header.getCompressed_page_size());
    }
  }
}
