package org.parquetext.pipeline;

import org.parquetext.column.ColumnChunk;

/**
 * A row group on its way: its chunks arrive from the column tasks in any order, and it is complete
 * when its last stretch is.
 *
 * <p>Each chunk is set by its column's task before the stretch is reported done, and read by the
 * calling thread after; the queue's lock orders the two.
 */
final class RowGroup {

  private final ColumnChunk[] chunks;
  private long rows;
  private CloseReason closedBy;

  RowGroup(int columns) {
    this.chunks = new ColumnChunk[columns];
  }

  void add(int stretchRows) {
    rows += stretchRows;
  }

  void close(CloseReason reason) {
    closedBy = reason;
  }

  void chunk(int column, ColumnChunk chunk) {
    chunks[column] = chunk;
  }

  ColumnChunk[] chunks() {
    return chunks;
  }

  long rows() {
    return rows;
  }

  /** Bytes that all chunks have in a file, but for their indexes; only when complete. */
  long fileBytes() {
    long sum = 0;
    for (ColumnChunk chunk : chunks) {
      sum += chunk.totalBytes();
      sum += chunk.bloomFilter() == null ? 0 : chunk.bloomFilter().getBitsetSize();
    }
    return sum;
  }

  CloseReason closedBy() {
    return closedBy;
  }
}
