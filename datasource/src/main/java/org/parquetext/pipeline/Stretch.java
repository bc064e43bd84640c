package org.parquetext.pipeline;

/**
 * The unit of work that is handed to the columns: some rows of a batch, or the end of a row group.
 *
 * <p>The mutable part is guarded by the lock of the {@link StretchQueue} that holds it.
 */
final class Stretch {

  final RowGroup rowGroup;
  final ColumnBatch batch;
  final int from;
  final int rows;
  final boolean endsBatch;

  /** Columns that have not encoded this stretch yet. */
  int remaining;

  /** Bytes that all columns buffer for the row group directly after this stretch. */
  long bufferedBytes;

  private Stretch(RowGroup rowGroup, ColumnBatch batch, int from, int rows, boolean endsBatch) {
    this.rowGroup = rowGroup;
    this.batch = batch;
    this.from = from;
    this.rows = rows;
    this.endsBatch = endsBatch;
  }

  static Stretch rows(RowGroup rowGroup, ColumnBatch batch, int from, int rows) {
    return new Stretch(rowGroup, batch, from, rows, from + rows == batch.rows());
  }

  static Stretch end(RowGroup rowGroup) {
    return new Stretch(rowGroup, null, 0, 0, false);
  }

  boolean endsRowGroup() {
    return batch == null;
  }
}
