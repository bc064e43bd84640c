package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.parquetext.compression.PageCompressor;
import org.parquetext.compression.PageCompressors;
import org.parquetext.options.Compression;

/**
 * What no writer of these pages can be faster than: the codec alone on the pages that parquet-ext
 * makes of the table, and one copy of the table's memory, by one thread. It writes no file.
 */
final class Floor implements TableWriter {

  static final String NAME = "floor";

  private final ArrowTable table;
  private final Compression compression;
  private final Path pagesFile;
  private final List<byte[]> pages = new ArrayList<>();

  /**
   * A floor.
   *
   * @param pagesFile a file that parquet-ext has written from the table
   */
  Floor(ArrowTable table, Compression compression, Path pagesFile) {
    this.table = table;
    this.compression = compression;
    this.pagesFile = pagesFile;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Compression compression() {
    return compression;
  }

  @Override
  public void prepare() throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(pagesFile))) {
      List<ColumnDescriptor> columns = file.getFileMetaData().getSchema().getColumns();
      PageReadStore rowGroup = file.readNextRowGroup();
      while (rowGroup != null) {
        for (ColumnDescriptor column : columns) {
          addPages(rowGroup.getPageReader(column));
        }
        rowGroup.close();
        rowGroup = file.readNextRowGroup();
      }
    }
  }

  private void addPages(PageReader reader) throws IOException {
    DictionaryPage dictionary = reader.readDictionaryPage();
    if (dictionary != null) {
      pages.add(dictionary.getBytes().toByteArray());
    }
    DataPage page = reader.readPage();
    while (page != null) {
      // The default version of pages, of which levels and values are compressed together.
      pages.add(((DataPageV1) page).getBytes().toByteArray());
      page = reader.readPage();
    }
  }

  @Override
  public void write(Path folder) {
    try (PageCompressor compressor = PageCompressors.open(compression)) {
      int longest = pages.stream().mapToInt(page -> page.length).max().orElse(0);
      byte[] compressed = new byte[compressor.maxCompressedLength(longest)];
      for (byte[] page : pages) {
        compressor.compress(page, 0, page.length, compressed, 0);
      }
    }
    copyTable();
  }

  private void copyTable() {
    List<ArrowBuf> buffers = table.buffers();
    long longest = buffers.stream().mapToLong(ArrowBuf::readableBytes).max().orElse(0);
    try (ArrowBuf copy = table.allocator().buffer(longest)) {
      for (ArrowBuf buffer : buffers) {
        copy.setBytes(0, buffer, 0, buffer.readableBytes());
      }
    }
  }

  @Override
  public void release() {
    pages.clear();
  }
}
