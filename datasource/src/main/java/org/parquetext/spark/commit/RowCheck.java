package org.parquetext.spark.commit;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;

/** What a table promises of each of its rows. Travels to the executors. */
public interface RowCheck extends Serializable {

  /**
   * A check for the rows of one task, on its thread. It fails for a row that breaks a promise,
   * naming it.
   */
  Consumer<InternalRow> begin();
}
