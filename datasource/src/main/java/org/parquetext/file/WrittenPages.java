package org.parquetext.file;

import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.parquetext.column.ColumnChunk;

/**
 * Where the pages of a chunk lie in the file.
 *
 * @param start of the first page
 * @param firstDataPage of the first data page, behind the dictionary
 * @param bytes of all pages with their headers
 * @param uncompressedBytes of all pages before compression, with their headers as written
 */
record WrittenPages(
    long start, long firstDataPage, long bytes, long uncompressedBytes, OffsetIndex offsetIndex) {

  /** Where the pages of a chunk will lie that are written as they are, from {@code start} on. */
  static WrittenPages of(ColumnChunk chunk, long start) {
    long firstDataPage = start + chunk.dictionaryPageBytes();
    return new WrittenPages(
        start,
        firstDataPage,
        chunk.totalBytes(),
        chunk.uncompressedBytes(),
        chunk.offsetIndex(firstDataPage));
  }

  /** The position of the dictionary as {@link ColumnChunkMetaData} has it: 0 without one. */
  long dictionaryPage() {
    return firstDataPage > start ? start : 0;
  }
}
