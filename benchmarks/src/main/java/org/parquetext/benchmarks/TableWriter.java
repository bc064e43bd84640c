package org.parquetext.benchmarks;

/**
 * One who writes tables.
 *
 * @param name what the report calls it
 * @param format the data source
 * @param input how it is to get the rows
 */
record TableWriter(String name, String format, WriterInput input) {

  /** A data source that gets the rows as Spark plans it, and is called by its own name. */
  static TableWriter of(String format) {
    return new TableWriter(format, format, WriterInput.AS_PLANNED);
  }
}
