package org.parquetext.spark.arrow;

/** What messages and checks ask of the positions of one node of a column. */
interface NodePositions {

  /** Whether a position is null, itself or with what it belongs to. */
  boolean isNull(int position);

  /** The first position that is null although what it belongs to is not, or -1. */
  int firstOwnNull();

  /** The number of the row that a position belongs to, among all rows of the task. */
  long rowNumber(int position);
}
