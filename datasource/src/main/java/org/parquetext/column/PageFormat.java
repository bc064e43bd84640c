package org.parquetext.column;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.options.WriterVersion;

/**
 * What the version of data pages decides (<a
 * href="https://parquet.apache.org/docs/file-format/data-pages/">Parquet format, data pages</a>):
 * how levels stand before the values, what the header says, and how a dictionary is called.
 */
enum PageFormat {

  /** Levels, each behind their length in four bytes, and values under one compression. */
  V1(Encoding.PLAIN_DICTIONARY, Encoding.PLAIN_DICTIONARY) {

    @Override
    void putLevels(Consumer<PageBuffer> levels, PageBuffer out) {
      int lengthAt = out.size();
      out.putInt(0);
      levels.accept(out);
      LittleEndian.putInt(out.array(), lengthAt, out.size() - lengthAt - Integer.BYTES);
    }

    @Override
    int bareBytes(DataPage page) {
      return 0;
    }

    @Override
    PageHeader header(DataPage page, ColumnDescriptor column) {
      PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length(), 0);
      header.setData_page_header(
          new DataPageHeader(
              page.entries(),
              named(page.encoding()),
              named(levelEncoding(column.getMaxDefinitionLevel())),
              named(levelEncoding(column.getMaxRepetitionLevel()))));
      return header;
    }

    @Override
    Set<Encoding> levelEncodings(ColumnDescriptor column) {
      Set<Encoding> encodings = new TreeSet<>();
      encodings.add(levelEncoding(column.getMaxRepetitionLevel()));
      encodings.add(levelEncoding(column.getMaxDefinitionLevel()));
      return encodings;
    }
  },

  /** Levels, whose lengths are in the header, are not compressed; values are. */
  V2(Encoding.PLAIN, Encoding.RLE_DICTIONARY) {

    @Override
    void putLevels(Consumer<PageBuffer> levels, PageBuffer out) {
      levels.accept(out);
    }

    @Override
    int bareBytes(DataPage page) {
      return page.levelBytes();
    }

    /** Like parquet-java it calls all values compressed, whatever the codec, but not none. */
    @Override
    PageHeader header(DataPage page, ColumnDescriptor column) {
      PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, page.length(), 0);
      DataPageHeaderV2 own =
          new DataPageHeaderV2(
              page.entries(),
              page.nulls(),
              page.rows(),
              named(page.encoding()),
              page.definitionBytes(),
              page.repetitionBytes());
      own.setIs_compressed(page.length() > page.levelBytes());
      header.setData_page_header_v2(own);
      return header;
    }

    @Override
    Set<Encoding> levelEncodings(ColumnDescriptor column) {
      return Set.of();
    }
  };

  private final Encoding dictionaryPage;
  private final Encoding ids;

  PageFormat(Encoding dictionaryPage, Encoding ids) {
    this.dictionaryPage = dictionaryPage;
    this.ids = ids;
  }

  static PageFormat of(WriterVersion version) {
    return version == WriterVersion.V1 ? V1 : V2;
  }

  /** The name of the encoding of dictionary pages. */
  Encoding dictionaryPage() {
    return dictionaryPage;
  }

  /** The name of an encoding of data pages: only ids of a dictionary have two. */
  Encoding dataPage(Encoding encoding) {
    return encoding.usesDictionary() ? ids : encoding;
  }

  /** Appends what stands in a page for one kind of its levels, of which there are more than one. */
  abstract void putLevels(Consumer<PageBuffer> levels, PageBuffer out);

  /** Bytes at the start of a page that are not compressed. */
  abstract int bareBytes(DataPage page);

  /** The header of a data page, without what is known only when the page is compressed. */
  abstract PageHeader header(DataPage page, ColumnDescriptor column);

  /** What the footer says of the encodings of levels. */
  abstract Set<Encoding> levelEncodings(ColumnDescriptor column);

  /** parquet-java names BIT_PACKED for levels that do not exist. */
  private static Encoding levelEncoding(int maxLevel) {
    return maxLevel > 0 ? Encoding.RLE : Encoding.BIT_PACKED;
  }

  /** The encoding as a file names it. */
  static org.apache.parquet.format.Encoding named(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }
}
