package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;

/** The partition directories of a task that are open. All calls on the task's thread. */
interface Partitions {

  /**
   * Takes a row to its directory.
   *
   * @param number of the row among all rows of the task, for messages
   */
  void write(InternalRow row, long number);

  /**
   * Takes rows of a batch to their directories.
   *
   * @param first number of the batch's first row among all rows of the task, for messages
   */
  void write(ColumnarBatch batch, BatchRows rows, long first);

  /** Writes what is left and ends all files. */
  void finish();

  /** Gives up and frees everything. Idempotent; does nothing after {@link #finish}. */
  void abort();

  /** Adds what was written so far to the directories that are open. */
  void addTo(TaskTotals totals);
}
