package org.parquetext.file;

import java.io.IOException;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
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

/**
 * A column chunk whose place in the file is known: its metadata, and its indexes and bloom filter
 * still to write.
 */
final class WrittenChunk {

  private final PrimitiveType type;
  private final ColumnChunkMetaData metadata;
  private final ColumnIndex columnIndex;
  private final OffsetIndex offsetIndex;
  private final BloomFilter bloomFilter;

  private WrittenChunk(
      PrimitiveType type,
      ColumnChunkMetaData metadata,
      ColumnIndex columnIndex,
      OffsetIndex offsetIndex,
      BloomFilter bloomFilter) {
    this.type = type;
    this.metadata = metadata;
    this.columnIndex = columnIndex;
    this.offsetIndex = offsetIndex;
    this.bloomFilter = bloomFilter;
  }

  /** Writes the chunk's pages where the stream stands. */
  static WrittenChunk write(ColumnChunk chunk, PositionOutputStream out) throws IOException {
    long start = out.getPos();
    chunk.writeTo(out);
    long firstDataPage = start + chunk.dictionaryPageBytes();
    ColumnChunkMetaData metadata =
        chunk.geospatialStatistics() == null
            ? metadata(chunk, start, firstDataPage)
            : GeospatialMetadata.of(chunk, start, firstDataPage);
    return new WrittenChunk(
        chunk.descriptor().getPrimitiveType(),
        metadata,
        chunk.columnIndex(),
        chunk.offsetIndex(firstDataPage),
        chunk.bloomFilter());
  }

  private static ColumnChunkMetaData metadata(ColumnChunk chunk, long start, long firstDataPage) {
    return ColumnChunkMetaData.get(
        ColumnPath.get(chunk.descriptor().getPath()),
        chunk.descriptor().getPrimitiveType(),
        chunk.codec(),
        chunk.encodingStats(),
        chunk.encodings(),
        chunk.statistics(),
        firstDataPage,
        chunk.hasDictionary() ? start : 0,
        chunk.values(),
        chunk.totalBytes(),
        chunk.uncompressedBytes(),
        chunk.sizeStatistics());
  }

  ColumnChunkMetaData metadata() {
    return metadata;
  }

  /** Writes the column index, if the chunk has one and its type's order allows it. */
  void writeColumnIndex(PositionOutputStream out) throws IOException {
    org.apache.parquet.format.ColumnIndex index =
        ParquetMetadataConverter.toParquetColumnIndex(type, columnIndex);
    if (index == null) {
      return;
    }
    long start = out.getPos();
    ThriftBytes.write(to -> Util.writeColumnIndex(index, to), out);
    metadata.setColumnIndexReference(reference(start, out.getPos()));
  }

  void writeOffsetIndex(PositionOutputStream out) throws IOException {
    long start = out.getPos();
    org.apache.parquet.format.OffsetIndex index =
        ParquetMetadataConverter.toParquetOffsetIndex(offsetIndex);
    ThriftBytes.write(to -> Util.writeOffsetIndex(index, to), out);
    metadata.setOffsetIndexReference(reference(start, out.getPos()));
  }

  /** Writes the bloom filter, if the chunk has one. */
  void writeBloomFilter(PositionOutputStream out) throws IOException {
    if (bloomFilter == null) {
      return;
    }
    long start = out.getPos();
    BloomFilterHeader header = ParquetMetadataConverter.toBloomFilterHeader(bloomFilter);
    ThriftBytes.write(to -> Util.writeBloomFilterHeader(header, to), out);
    bloomFilter.writeTo(out);
    metadata.setBloomFilterOffset(start);
    metadata.setBloomFilterLength(Math.toIntExact(out.getPos() - start));
  }

  private static IndexReference reference(long start, long end) {
    return new IndexReference(start, Math.toIntExact(end - start));
  }
}
