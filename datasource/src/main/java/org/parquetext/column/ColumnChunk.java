package org.parquetext.column;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.parquetext.buffer.ChunkBuffer;
import org.parquetext.fingerprint.ChunkFingerprint;
import org.parquetext.statistics.ColumnStatistics;

/**
 * A finished column chunk: its pages with their headers, its bloom filter, and what the footer says
 * of them.
 *
 * <p>Immutable but for {@link #offsetIndex}, which is asked once, and {@link #writeSome} and {@link
 * #releasePages}, which end it: what is said of its pages and their bytes ends with them.
 */
public final class ColumnChunk {

  final ColumnDescriptor descriptor;
  final CompressionCodecName codec;
  final ChunkBuffer dictionaryPage;
  final ChunkBuffer dataPages;
  final long values;
  final long uncompressedBytes;
  final Set<Encoding> encodings;
  final EncodingStats encodingStats;
  final Statistics<?> statistics;
  final SizeStatistics sizeStatistics;
  final ColumnIndex columnIndex;
  final OffsetIndexBuilder offsetIndex;
  final boolean outgrownDictionary;
  final boolean refusedDictionary;
  final BloomFilter bloomFilter;
  final Object geospatialStatistics;
  final ColumnStatistics exactStatistics;
  final ChunkFingerprint fingerprint;

  ColumnChunk(
      ColumnChunkSummary summary,
      ChunkBuffer dictionaryPage,
      ChunkBuffer dataPages,
      BloomFilter bloomFilter,
      Object geospatialStatistics,
      ColumnStatistics exactStatistics,
      ChunkFingerprint fingerprint) {
    this.descriptor = summary.descriptor();
    this.codec = summary.codec();
    this.dictionaryPage = dictionaryPage;
    this.dataPages = dataPages;
    this.values = summary.values();
    this.uncompressedBytes = summary.uncompressedBytes();
    this.encodings = summary.encodings();
    this.encodingStats = summary.encodingStats();
    this.statistics = summary.statistics();
    this.sizeStatistics = summary.sizeStatistics();
    this.columnIndex = summary.columnIndex();
    this.offsetIndex = summary.offsetIndex();
    this.outgrownDictionary = summary.hasOutgrownDictionary();
    this.refusedDictionary = summary.hasRefusedDictionary();
    this.bloomFilter = bloomFilter;
    this.geospatialStatistics = geospatialStatistics;
    this.exactStatistics = exactStatistics;
    this.fingerprint = fingerprint;
  }

  /** The column. */
  public ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** The codec of its pages. */
  public CompressionCodecName codec() {
    return codec;
  }

  /** Values, nulls included. */
  public long values() {
    return values;
  }

  /** Whether the first page is a dictionary. */
  public boolean hasDictionary() {
    return dictionaryPage.size() > 0;
  }

  /** Whether a dictionary was asked for and has outgrown its limit. */
  public boolean hasOutgrownDictionary() {
    return outgrownDictionary;
  }

  /** Whether a dictionary was only tried, and given up for some of the values or all. */
  public boolean hasRefusedDictionary() {
    return refusedDictionary;
  }

  /** Bytes of the dictionary page with its header; 0 without one. */
  public long dictionaryPageBytes() {
    return dictionaryPage.size();
  }

  /** Bytes of all pages with their headers. */
  public long totalBytes() {
    return dictionaryPage.size() + dataPages.size();
  }

  /** Bytes of memory that pages and bloom filter hold; at least {@link #totalBytes()}. */
  public long allocatedBytes() {
    long pages = dictionaryPage.allocatedBytes() + dataPages.allocatedBytes();
    return bloomFilter == null ? pages : pages + bloomFilter.getBitsetSize();
  }

  /** Bytes of all pages before compression, with their headers. */
  public long uncompressedBytes() {
    return uncompressedBytes;
  }

  /** All encodings of values and levels. */
  public Set<Encoding> encodings() {
    return encodings;
  }

  /** Pages by encoding. */
  public EncodingStats encodingStats() {
    return encodingStats;
  }

  /** Minimum, maximum and nulls of the chunk. */
  public Statistics<?> statistics() {
    return statistics;
  }

  /** Level histograms and unencoded bytes. */
  public SizeStatistics sizeStatistics() {
    return sizeStatistics;
  }

  /**
   * Parquet-java's {@code GeospatialStatistics}, a class that only newer versions have; null when
   * the chunk has none.
   */
  public Object geospatialStatistics() {
    return geospatialStatistics;
  }

  /** What was asked beside the footer; null if nothing was. */
  public ColumnStatistics exactStatistics() {
    return exactStatistics;
  }

  /** Minimum, maximum and nulls of each page; null when there is none. */
  public ColumnIndex columnIndex() {
    return columnIndex;
  }

  /** Where each page is, when the first data page is at {@code firstDataPage} in the file. */
  public OffsetIndex offsetIndex(long firstDataPage) {
    return offsetIndex.build(firstDataPage);
  }

  /** The values of the chunk; null when it has no filter. */
  public BloomFilter bloomFilter() {
    return bloomFilter;
  }

  /** What the chunk was made of, taken before it was encoded; null when nobody wants it. */
  public ChunkFingerprint fingerprint() {
    return fingerprint;
  }

  /** The dictionary page behind its header; nothing without one. */
  public InputStream dictionaryPage() {
    return dictionaryPage.newInputStream();
  }

  /** The data pages, each behind its header. */
  public InputStream dataPages() {
    return dataPages.newInputStream();
  }

  /**
   * Writes the next bytes of the pages, at most a segment, and gives their memory back: nobody may
   * read the pages any more.
   *
   * @return whether there are more
   */
  public boolean writeSome(OutputStream out) throws IOException {
    (dictionaryPage.size() > 0 ? dictionaryPage : dataPages).writeFirst(out);
    return totalBytes() > 0;
  }

  /**
   * Gives the memory of the pages back, for other chunks: nobody may read them any more. A chunk
   * that is dropped instead is left to the garbage collector. Idempotent.
   */
  public void releasePages() {
    dictionaryPage.release();
    dataPages.release();
  }
}
