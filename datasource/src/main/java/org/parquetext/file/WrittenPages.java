package org.parquetext.file;

import java.io.IOException;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.PositionOutputStream;
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

  /** Writes the pages of a chunk as they are, or sealed. */
  static WrittenPages write(ColumnChunk chunk, ChunkCipher cipher, PositionOutputStream out)
      throws IOException {
    if (cipher.isEncrypted()) {
      return new PageSealer(chunk, cipher, out).write();
    }
    long start = out.getPos();
    chunk.writeTo(out);
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
