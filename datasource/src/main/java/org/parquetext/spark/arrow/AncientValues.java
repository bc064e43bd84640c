package org.parquetext.spark.arrow;

import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.parquetext.WriteException;

/** What {@link Rebase.Mode#EXCEPTION} says; Spark's own exception is the cause. */
final class AncientValues {

  private AncientValues() {}

  /** {@code first} is the first value that all calendars count alike. */
  static WriteException refused(
      ColumnPath path, long row, Object value, Object first, Rebase.Rule rule) {
    return new WriteException(
        "Cannot write column "
            + path
            + ": row "
            + row
            + " holds "
            + value
            + ": before "
            + first
            + " calendars may differ, and `"
            + rule.key()
            + "` is EXCEPTION; set it to LEGACY to write it as Spark 2 and Hive read it, or to"
            + " CORRECTED to write it as it is (rows count from 1 in each task)",
        DataSourceUtils.newRebaseExceptionInWrite(rule.format()));
  }
}
