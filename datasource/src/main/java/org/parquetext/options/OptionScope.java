package org.parquetext.options;

/** Where an option can be set. */
public enum OptionScope {
  /** On a write, for all of it. */
  WRITE,
  /** On a write into a table that has a log, for all of it. */
  TABLE,
  /** On a write, for all of it or as {@code key#column.path} for one column. */
  COLUMN,
  /** On a write, any number of times, as {@code key.<name>} with the name in its own case. */
  ENTRY,
  /** In the configuration of an executor, once for all its writes. */
  EXECUTOR
}
