package org.parquetext.pipeline;

import org.apache.arrow.vector.ValueVector;

/**
 * A batch of rows whose columns are produced one at a time, so that producing a column can be part
 * of that column's task.
 *
 * <p>Whoever takes the batch over owns it and closes it exactly once. {@link #rows()} and {@link
 * #bytes()} may be called from any thread until then.
 */
public interface ColumnBatch extends AutoCloseable {

  /** Rows in the batch; every column has that many values. */
  int rows();

  /** Bytes of memory that the batch holds until it is closed: what a memory budget reserves. */
  long bytes();

  /**
   * Produces one column. Called on the column task's thread, by one thread at a time per index. The
   * vector holds all rows of the batch and is valid until the next call with the same index on any
   * batch of the same source.
   *
   * @throws org.parquetext.WriteException when a value cannot be written, naming column and row
   */
  ValueVector column(int index);

  /**
   * Gives the memory back. Called on the thread that calls the writer's methods, when all columns
   * are encoded or the write has failed.
   */
  @Override
  void close();
}
