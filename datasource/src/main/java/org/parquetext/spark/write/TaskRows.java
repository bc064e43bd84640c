package org.parquetext.spark.write;

/** The count of a task's rows, by which messages call them. Not thread-safe. */
final class TaskRows {

  private long written;

  /** Rows of batches that are not to be written. They count in the numbers of rows. */
  private long leftOut;

  /** One more row; its number. */
  long next() {
    written++;
    return written + leftOut;
  }

  /** The rows of one more batch; the number of its first row, also of one that is left out. */
  long next(BatchRow row) {
    leftOut += row.rowsBefore();
    long first = written + leftOut + 1;
    written += row.rows().count();
    leftOut += row.batch().numRows() - row.rows().count();
    return first;
  }

  /** How many are to be written so far. */
  long written() {
    return written;
  }
}
