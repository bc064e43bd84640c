package org.parquetext.column;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.options.StatisticsLevel;

/**
 * What the footer and the indexes will say of a chunk, gathered page by page as parquet-java's
 * {@code ColumnChunkPageWriteStore} gathers it. Confined to one thread at a time.
 */
final class ColumnChunkSummary {

  private static final long MAX_COLUMN_INDEX_BYTES_PER_PAGE = 4096;

  private final ColumnDescriptor descriptor;
  private final DictionaryUse dictionary;
  private final CompressionCodecName codec;
  private final Set<Encoding> encodings = new TreeSet<>();
  private final EncodingStats.Builder encodingStats = new EncodingStats.Builder();
  private final StatisticsLevel level;
  private final PageFormat format;
  private final Set<Encoding> levelEncodings;
  private final ColumnIndexBuilder columnIndex;
  private final OffsetIndexBuilder offsetIndex = OffsetIndexBuilder.getBuilder();
  private final SizeStatistics sizeStatistics;
  private Statistics<?> statistics;
  private long values;
  private long uncompressedBytes;
  private boolean valuesOutsideDictionary;

  ColumnChunkSummary(
      ColumnDescriptor descriptor,
      DictionaryUse dictionary,
      CompressionCodecName codec,
      StatisticsLevel level,
      int columnIndexTruncateLength,
      PageFormat format) {
    PrimitiveType type = descriptor.getPrimitiveType();
    this.descriptor = descriptor;
    this.dictionary = dictionary;
    this.codec = codec;
    this.level = level;
    this.format = format;
    this.levelEncodings = format.levelEncodings(descriptor);
    this.columnIndex =
        level == StatisticsLevel.PAGE
            ? ColumnIndexBuilder.getBuilder(type, columnIndexTruncateLength)
            : ColumnIndexBuilder.getNoOpBuilder();
    this.sizeStatistics =
        new SizeStatistics(
            type,
            0,
            histogram(descriptor.getMaxRepetitionLevel(), 0),
            histogram(descriptor.getMaxDefinitionLevel(), 1));
  }

  /**
   * Empty as those of pages are where the format lets it be left out, which the builder of
   * parquet-java does from 1.16 on only.
   */
  private static List<Long> histogram(int maxLevel, int omittedTo) {
    return new ArrayList<>(Collections.nCopies(maxLevel > omittedTo ? maxLevel + 1 : 0, 0L));
  }

  /**
   * Adds a data page.
   *
   * @param page the rows and levels of the page
   * @param compressedBytes the page with its header
   */
  void addPage(
      Encoding encoding,
      Statistics<?> pageStatistics,
      PageRows page,
      long unencodedBytes,
      int compressedBytes) {
    SizeStatistics pageSizes =
        new SizeStatistics(
            descriptor.getPrimitiveType(),
            unencodedBytes,
            page.repetitionHistogram(),
            page.definitionHistogram());
    sizeStatistics.mergeStatistics(pageSizes);
    columnIndex.add(pageStatistics, pageSizes);
    offsetIndex.add(compressedBytes, page.rows(), pageSizes.getUnencodedByteArrayDataBytes());
    encodingStats.addDataEncoding(encoding);
    encodings.add(encoding);
    encodings.addAll(levelEncodings);
    values += page.entries();
    valuesOutsideDictionary |= page.present() > 0 && !encoding.usesDictionary();
    if (level == StatisticsLevel.NONE) {
      return;
    }
    if (statistics == null) {
      statistics = pageStatistics.copy();
    } else {
      statistics.mergeStatistics(pageStatistics);
    }
  }

  void addDictionaryPage() {
    encodingStats.addDictEncoding(format.dictionaryPage());
    encodings.add(format.dictionaryPage());
  }

  void addUncompressed(long bytes) {
    uncompressedBytes += bytes;
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  CompressionCodecName codec() {
    return codec;
  }

  long values() {
    return values;
  }

  long uncompressedBytes() {
    return uncompressedBytes;
  }

  boolean hasValuesOutsideDictionary() {
    return valuesOutsideDictionary;
  }

  /** Whether there are values outside a dictionary that was asked for. */
  boolean hasOutgrownDictionary() {
    return dictionary == DictionaryUse.DEMANDED && valuesOutsideDictionary;
  }

  /** Whether there are values outside a dictionary that was tried. */
  boolean hasRefusedDictionary() {
    return dictionary == DictionaryUse.TRIED && valuesOutsideDictionary;
  }

  Set<Encoding> encodings() {
    return encodings;
  }

  EncodingStats encodingStats() {
    return format == PageFormat.V2 ? encodingStats.withV2Pages().build() : encodingStats.build();
  }

  /** Empty ones, which the footer leaves out, where none are wanted. */
  Statistics<?> statistics() {
    return level == StatisticsLevel.NONE
        ? Statistics.getBuilderForReading(descriptor.getPrimitiveType()).build()
        : statistics;
  }

  SizeStatistics sizeStatistics() {
    return sizeStatistics;
  }

  /**
   * Null where none is wanted; and parquet-java leaves an index out whose bounds would be larger
   * than the pages deserve.
   */
  ColumnIndex columnIndex() {
    return columnIndex.getMinMaxSize()
            > columnIndex.getPageCount() * MAX_COLUMN_INDEX_BYTES_PER_PAGE
        ? null
        : columnIndex.build();
  }

  OffsetIndexBuilder offsetIndex() {
    return offsetIndex;
  }
}
