package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * How the values of one type get from Spark's vectors into an Arrow vector: one primitive loop, or
 * one block, per batch. What is written for a null is of no meaning.
 */
@FunctionalInterface
interface ValueCopy {

  /**
   * Copies the values.
   *
   * @param cells where they lie in {@code from}; at least one is not null
   * @param to has room for so many positions, and grows where values are of variable width
   */
  void copy(ColumnVector from, Cells cells, FieldVector to);
}
