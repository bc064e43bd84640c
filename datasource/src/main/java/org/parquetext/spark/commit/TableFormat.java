package org.parquetext.spark.commit;

import java.io.IOException;

/**
 * A format of tables whose log says which files belong to a table, so that a write to one commits
 * through that log. Found by {@link java.util.ServiceLoader}.
 */
public interface TableFormat {

  /** The value of {@code commitProtocol} that asks for it. */
  String name();

  /**
   * Begins a write, on the driver, before any data is written: decides what the mode means for the
   * table, and refuses what the table or the format does not allow.
   *
   * @throws IllegalArgumentException naming the table, what is refused, and the remedy
   */
  TableWrite open(TableSave save) throws IOException;
}
