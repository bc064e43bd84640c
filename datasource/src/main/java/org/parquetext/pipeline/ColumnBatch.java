package org.parquetext.pipeline;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.parquetext.level.LeafColumn;

/**
 * A batch of rows whose columns are produced one at a time, so that making a column can be part of
 * encoding it.
 */
public interface ColumnBatch extends AutoCloseable {

  /** The vectors of a root as they are, without dictionaries; the root stays the caller's. */
  static ColumnBatch borrowed(VectorSchemaRoot root) {
    return RootBatch.borrowed(root, new DictionaryProvider.MapDictionaryProvider());
  }

  /** Rows of the batch. */
  int rows();

  /**
   * Bytes of memory that the batch holds, the same at every call; they are reserved from the budget
   * until it is closed.
   */
  long bytes();

  /**
   * Bytes of the rows, by which row groups and files are cut, the same at every call. Has to follow
   * from the rows alone, not from the memory that happens to hold them: else equal rows would make
   * unequal files.
   */
  default long contentBytes() {
    return bytes();
  }

  /**
   * One leaf column, with {@link #rows()} rows. Called by one thread at a time per column, possibly
   * for several columns at once; the result is valid until {@link #release}. Called once per column
   * unless there are {@link #columnBytes}, which are not kept while the column waits.
   *
   * @param index the position of the leaf among the leaves of the Arrow schema, depth first
   */
  LeafColumn column(int index);

  /**
   * The column that {@link #column} made is not read any more. Called by a thread that has encoded
   * the column, also when {@code column} or the encoding has failed; not when the batch is closed
   * before all rows of the column are encoded.
   */
  default void release(int index) {}

  /**
   * Bytes outside of the heap that making one column takes until it is released, if that is much: a
   * few rows can be large. The same at every call.
   *
   * @param index as for {@link #column}
   */
  default long columnBytes(int index) {
    return 0;
  }

  /**
   * Whether the batch has to be encoded before the call that writes it returns: because somebody
   * else's memory is in it, who uses it again then, or because enough waits already. The same at
   * every call.
   */
  default boolean isUrgent() {
    return false;
  }

  /**
   * Gives the memory back. Called exactly once, on the thread that calls the writer, when every
   * column has been encoded or the write has failed.
   */
  @Override
  void close();
}
