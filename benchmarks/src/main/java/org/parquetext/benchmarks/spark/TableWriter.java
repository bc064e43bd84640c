package org.parquetext.benchmarks.spark;

import java.util.Map;

/**
 * One who writes tables.
 *
 * @param name what the report calls it
 * @param format the data source
 * @param options what it is always told
 * @param input how it is to get the rows
 */
public record TableWriter(
    String name, String format, Map<String, String> options, WriterInput input) {

  /** Our data source. */
  static final String OURS = "parquet-ext";

  public TableWriter {
    options = Map.copyOf(options);
  }

  /**
   * A data source that gets the rows as Spark plans it, and is called by its own name; or {@link
   * Delta#OURS}, which is ours with Delta's commit.
   */
  public static TableWriter of(String name) {
    return name.equals(Delta.OURS)
        ? new TableWriter(name, OURS, Delta.COMMIT, WriterInput.AS_PLANNED)
        : new TableWriter(name, name, Map.of(), WriterInput.AS_PLANNED);
  }

  /** Our data source, called by how it gets the rows. */
  public static TableWriter ours(String name, WriterInput input) {
    return new TableWriter(name, OURS, Map.of(), input);
  }

  /** Whether it makes Delta tables. */
  public boolean writesDelta() {
    return format.equals(Delta.FORMAT) || options.equals(Delta.COMMIT);
  }
}
