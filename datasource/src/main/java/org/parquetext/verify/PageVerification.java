package org.parquetext.verify;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.WriteException;
import org.parquetext.file.FinishedFile;
import org.parquetext.file.WrittenChunk;

/**
 * Has parquet-java decode every page, and compares rows, nulls, levels and values with what was
 * known of them before they were encoded, and indexes and bloom filters with what was written. One
 * column chunk at a time, so as much memory as that takes.
 */
final class PageVerification {

  private final ParquetFileReader reader;
  private final SeekableInputStream in;
  private final FinishedFile file;
  private final Place place;
  private final Cancellation cancellation;

  /**
   * Reads the pages of a file.
   *
   * @param in what the reader reads from
   */
  PageVerification(
      ParquetFileReader reader,
      SeekableInputStream in,
      FinishedFile file,
      Place place,
      Cancellation cancellation) {
    this.reader = reader;
    this.in = in;
    this.file = file;
    this.place = place;
    this.cancellation = cancellation;
  }

  /**
   * Reads all row groups, whose number the footer was found to be right about.
   *
   * @throws WriteException if something differs or cannot be read
   */
  void verify() {
    List<BlockMetaData> rowGroups = reader.getFooter().getBlocks();
    for (int i = 0; i < rowGroups.size(); i++) {
      List<ColumnChunkMetaData> columns = rowGroups.get(i).getColumns();
      for (int column = 0; column < columns.size(); column++) {
        ColumnChunkMetaData chunk = columns.get(column);
        verify(
            i,
            chunk,
            file.rowGroups().get(i).get(column),
            place.rowGroup(i).column(chunk.getPath().toDotString()));
      }
    }
  }

  private void verify(
      int rowGroup, ColumnChunkMetaData chunk, WrittenChunk written, Place chunkPlace) {
    try {
      verifyPages(rowGroup, chunk, written, chunkPlace);
      verifyIndexes(chunk, written, chunkPlace);
      verifyBloomFilter(chunk, written, chunkPlace);
    } catch (WriteException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw chunkPlace.unreadable(e);
    }
  }

  private void verifyPages(
      int rowGroup, ColumnChunkMetaData chunk, WrittenChunk written, Place chunkPlace)
      throws IOException {
    ProjectedColumn column =
        ProjectedColumn.of(
            reader.getFooter().getFileMetaData().getSchema(), chunk.getPath().toArray());
    reader.setRequestedSchema(column.schema());
    DecodedChunk decoded;
    long rows;
    try (PageReadStore pages = reader.readRowGroup(rowGroup)) {
      verifyEnd(chunk, chunkPlace);
      rows = pages.getRowCount();
      decoded = DecodedChunk.read(columnReader(column, pages), cancellation);
    }
    Optional<String> difference = written.fingerprint().differenceOf(decoded.fingerprint());
    if (difference.isPresent()) {
      throw chunkPlace.differs(difference.get());
    }
    new FieldComparison(chunkPlace).require("the number of rows", rows, decoded.rows());
  }

  /**
   * For a page that claims to be longer than the rest of its chunk parquet-java reads on behind the
   * last chunk that it was asked for, but fails when it reads the columns together.
   */
  private void verifyEnd(ColumnChunkMetaData chunk, Place chunkPlace) throws IOException {
    new FieldComparison(chunkPlace)
        .require(
            "the end of its last page", chunk.getStartingPos() + chunk.getTotalSize(), in.getPos());
  }

  private ColumnReader columnReader(ProjectedColumn column, PageReadStore pages) {
    String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
    return new ColumnReadStoreImpl(pages, column.converters(), column.schema(), createdBy)
        .getColumnReader(column.descriptor());
  }

  private void verifyIndexes(ColumnChunkMetaData chunk, WrittenChunk written, Place chunkPlace)
      throws IOException {
    PrimitiveType type = chunk.getPrimitiveType();
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    ColumnIndex bounds = reader.readColumnIndex(chunk);
    FieldComparison comparison = new FieldComparison(chunkPlace);
    comparison.require(
        "the offset index",
        written.thriftOffsetIndex(),
        ParquetMetadataConverter.toParquetOffsetIndex(offsets));
    comparison.require(
        "the column index",
        written.thriftColumnIndex(),
        ParquetMetadataConverter.toParquetColumnIndex(type, bounds));
  }

  private void verifyBloomFilter(ColumnChunkMetaData chunk, WrittenChunk written, Place chunkPlace)
      throws IOException {
    if (!Objects.equals(written.bloomFilter(), reader.readBloomFilter(chunk))) {
      throw chunkPlace.differs("the bloom filter is not what was written");
    }
  }
}
