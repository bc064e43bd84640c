package org.parquetext.spark.stream;

import org.apache.spark.sql.execution.streaming.Sink;
import org.apache.spark.sql.types.StructType;

/** A sink that can say when its query starts whether it can write the rows of it. */
interface CheckedSink extends Sink {

  /**
   * Checks what depends on the columns.
   *
   * @throws IllegalArgumentException naming what cannot be written, and the remedy
   */
  void check(StructType rows);
}
