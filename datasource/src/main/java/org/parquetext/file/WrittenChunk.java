package org.parquetext.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.crypto.ModuleCipherFactory.ModuleType;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.column.ColumnChunk;
import org.parquetext.fingerprint.ChunkFingerprint;

/**
 * A column chunk whose place in the file is known: its metadata, and its indexes and bloom filter
 * still to write.
 */
public final class WrittenChunk {

  private final PrimitiveType type;
  private final ColumnChunkMetaData metadata;
  private final ColumnIndex columnIndex;
  private final OffsetIndex offsetIndex;
  private final BloomFilter bloomFilter;
  private final ChunkFingerprint fingerprint;
  private final ChunkCipher cipher;

  private WrittenChunk(
      ColumnChunk chunk,
      ColumnChunkMetaData metadata,
      OffsetIndex offsetIndex,
      ChunkCipher cipher) {
    this.type = chunk.descriptor().getPrimitiveType();
    this.metadata = metadata;
    this.columnIndex = chunk.columnIndex();
    this.offsetIndex = offsetIndex;
    this.bloomFilter = chunk.bloomFilter();
    this.fingerprint = chunk.fingerprint();
    this.cipher = cipher;
  }

  /**
   * A chunk whose pages are written.
   *
   * @param truncateLength to which the footer truncates the bounds of binary values
   */
  static WrittenChunk of(
      ColumnChunk chunk, WrittenPages pages, int truncateLength, ChunkCipher cipher) {
    Statistics<?> statistics = FooterStatistics.of(chunk.statistics(), truncateLength);
    ColumnChunkMetaData metadata =
        chunk.geospatialStatistics() == null
            ? metadata(chunk, statistics, pages)
            : GeospatialMetadata.of(chunk, statistics, pages);
    return new WrittenChunk(chunk, metadata, pages.offsetIndex(), cipher);
  }

  private static ColumnChunkMetaData metadata(
      ColumnChunk chunk, Statistics<?> statistics, WrittenPages pages) {
    return ColumnChunkMetaData.get(
        ColumnPath.get(chunk.descriptor().getPath()),
        chunk.descriptor().getPrimitiveType(),
        chunk.codec(),
        chunk.encodingStats(),
        chunk.encodings(),
        statistics,
        pages.firstDataPage(),
        pages.dictionaryPage(),
        chunk.values(),
        pages.bytes(),
        pages.uncompressedBytes(),
        chunk.sizeStatistics());
  }

  ColumnChunkMetaData metadata() {
    return metadata;
  }

  /** The column index as the format has it; null if the chunk has none. */
  public org.apache.parquet.format.ColumnIndex thriftColumnIndex() {
    return ParquetMetadataConverter.toParquetColumnIndex(type, columnIndex);
  }

  /** The offset index as the format has it. */
  public org.apache.parquet.format.OffsetIndex thriftOffsetIndex() {
    return ParquetMetadataConverter.toParquetOffsetIndex(offsetIndex);
  }

  /** The bloom filter; null if the chunk has none. */
  public BloomFilter bloomFilter() {
    return bloomFilter;
  }

  /** What the chunk was made of; null when nobody wants it. */
  public ChunkFingerprint fingerprint() {
    return fingerprint;
  }

  /** Writes the column index, if the chunk has one and its type's order allows it. */
  void writeColumnIndex(PositionOutputStream out) throws IOException {
    org.apache.parquet.format.ColumnIndex index = thriftColumnIndex();
    if (index == null) {
      return;
    }
    long start = out.getPos();
    byte[] aad = cipher.aad(ModuleType.ColumnIndex);
    ThriftBytes.write(to -> Util.writeColumnIndex(index, to, cipher.metadata(), aad), out);
    metadata.setColumnIndexReference(reference(start, out.getPos()));
  }

  void writeOffsetIndex(PositionOutputStream out) throws IOException {
    long start = out.getPos();
    org.apache.parquet.format.OffsetIndex index = thriftOffsetIndex();
    byte[] aad = cipher.aad(ModuleType.OffsetIndex);
    ThriftBytes.write(to -> Util.writeOffsetIndex(index, to, cipher.metadata(), aad), out);
    metadata.setOffsetIndexReference(reference(start, out.getPos()));
  }

  /** Bytes of the indexes, before any encryption. */
  long indexBytes() throws IOException {
    long bytes = CountedBytes.of(out -> Util.writeOffsetIndex(thriftOffsetIndex(), out));
    org.apache.parquet.format.ColumnIndex index = thriftColumnIndex();
    if (index != null) {
      bytes += CountedBytes.of(out -> Util.writeColumnIndex(index, out));
    }
    return bytes;
  }

  /** Bytes of the bloom filter without its header; 0 if there is none. */
  long bloomFilterBytes() {
    return bloomFilter == null ? 0 : bloomFilter.getBitsetSize();
  }

  int pages() {
    return offsetIndex.getPageCount();
  }

  /** Writes the bloom filter, if the chunk has one. */
  void writeBloomFilter(PositionOutputStream out) throws IOException {
    if (bloomFilter == null) {
      return;
    }
    long start = out.getPos();
    BloomFilterHeader header = ParquetMetadataConverter.toBloomFilterHeader(bloomFilter);
    byte[] aad = cipher.aad(ModuleType.BloomFilterHeader);
    ThriftBytes.write(to -> Util.writeBloomFilterHeader(header, to, cipher.metadata(), aad), out);
    writeBits(out);
    metadata.setBloomFilterOffset(start);
    metadata.setBloomFilterLength(Math.toIntExact(out.getPos() - start));
  }

  private void writeBits(PositionOutputStream out) throws IOException {
    if (!cipher.isEncrypted()) {
      bloomFilter.writeTo(out);
      return;
    }
    ByteArrayOutputStream bits = new ByteArrayOutputStream(bloomFilter.getBitsetSize());
    bloomFilter.writeTo(bits);
    byte[] aad = cipher.aad(ModuleType.BloomFilterBitset);
    out.write(cipher.metadata().encrypt(bits.toByteArray(), aad));
  }

  private static IndexReference reference(long start, long end) {
    return new IndexReference(start, Math.toIntExact(end - start));
  }
}
