package org.parquetext.integration.fault;

/** What may come of a write that something strikes. */
enum Outcome {
  /** Exactly the rows that there should be. */
  SUCCESS,

  /** A failure that has left exactly the old rows. */
  OLD_ROWS,

  /**
   * A failure after the commit of an overwrite: all new rows, and old ones that it had to delete.
   */
  NEW_AND_OLD_ROWS,

  /**
   * A failure whose clean-up failed too: all old files, and some of the new ones, by whose names
   * one can delete them.
   */
  OLD_AND_NEW_FILES
}
