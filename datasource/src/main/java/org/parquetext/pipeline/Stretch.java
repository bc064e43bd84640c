package org.parquetext.pipeline;

/**
 * The unit of work that is handed to the columns: some rows of a batch, the end of a row group, or
 * that the row group is to be measured.
 *
 * <p>The mutable part is guarded by the lock of the {@link StretchQueue} that holds it.
 */
final class Stretch {

  final RowGroup rowGroup;
  final ColumnBatch batch;
  final int from;
  final int rows;
  final boolean endsBatch;
  final boolean endsRowGroup;

  /** Columns that have not encoded this stretch yet. */
  int remaining;

  /** Bytes that all columns buffer for the row group directly after this stretch. */
  long bufferedBytes;

  /** Those of them that are finished pages. */
  long finishedBytes;

  /** Bytes of the dictionaries of those pages, before compression. */
  long dictionaryBytes;

  private Stretch(
      RowGroup rowGroup,
      ColumnBatch batch,
      int from,
      int rows,
      boolean endsBatch,
      boolean endsRowGroup) {
    this.rowGroup = rowGroup;
    this.batch = batch;
    this.from = from;
    this.rows = rows;
    this.endsBatch = endsBatch;
    this.endsRowGroup = endsRowGroup;
  }

  static Stretch rows(RowGroup rowGroup, ColumnBatch batch, int from, int rows) {
    return new Stretch(rowGroup, batch, from, rows, from + rows == batch.rows(), false);
  }

  static Stretch end(RowGroup rowGroup) {
    return new Stretch(rowGroup, null, 0, 0, false, true);
  }

  /** See {@link org.parquetext.column.ColumnChunkWriter#measure}. */
  static Stretch measure(RowGroup rowGroup) {
    return new Stretch(rowGroup, null, 0, 0, false, false);
  }

  boolean hasRows() {
    return batch != null;
  }
}
