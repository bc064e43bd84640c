package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;

/** The partition directories of a task that are open. All calls on the task's thread. */
interface Partitions {

  /**
   * Takes a row to its directory.
   *
   * @param number of the row among all rows of the task, for messages
   */
  void write(InternalRow row, long number);

  /** Writes what is left and ends all files. */
  void finish();

  /** Gives up and frees everything. Idempotent; does nothing after {@link #finish}. */
  void abort();

  /** Adds what was written so far to the directories that are open. */
  void addTo(TaskTotals totals);
}
