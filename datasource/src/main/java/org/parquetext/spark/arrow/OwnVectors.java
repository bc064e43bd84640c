package org.parquetext.spark.arrow;

import org.apache.spark.sql.execution.vectorized.OffHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Tells Spark's own writable vectors, whose blocks, offsets and dictionaries can be read, from
 * those that others derive from the same class: these need not answer more than each single getter.
 */
final class OwnVectors {

  private OwnVectors() {}

  /** Whether a vector is one of Spark's own. */
  static boolean include(ColumnVector vector) {
    return vector instanceof OnHeapColumnVector || vector instanceof OffHeapColumnVector;
  }

  /** The vector, if it is one of Spark's own that has its values in a dictionary; null if not. */
  static WritableColumnVector encoded(ColumnVector vector) {
    return include(vector) && ((WritableColumnVector) vector).hasDictionary()
        ? (WritableColumnVector) vector
        : null;
  }
}
