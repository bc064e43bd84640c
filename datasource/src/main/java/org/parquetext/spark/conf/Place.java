package org.parquetext.spark.conf;

/** Where a setting can come from, the strongest first. */
enum Place {
  /** An option of the write itself. */
  OPTION("an option of the write"),
  /** A property of the table that has a log, which is a key of the built-in writer. */
  TABLE("the properties of the table"),
  /** {@code spark.datasource.parquet-ext.<option>} in the session's configuration. */
  SESSION_OPTION("the session configuration (as `" + OptionSettings.SESSION_PREFIX + "…`)"),
  /** A key of the built-in writer in the session's configuration. */
  SESSION("the session configuration"),
  /** A key of the built-in writer in the Hadoop configuration. */
  HADOOP("the Hadoop configuration");

  private final String description;

  Place(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
