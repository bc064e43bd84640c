package org.parquetext.integration.objectstore;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A program: writes a table, in two tasks. Arguments: the path, the mode, then settings as key and
 * value.
 */
final class StoreWrite {
  static final long FIRST_ID = 1_000;
  static final long ROWS = 200;

  private StoreWrite() {}

  public static void main(String[] arguments) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC");
    for (int i = 2; i < arguments.length; i += 2) {
      builder.config(arguments[i], arguments[i + 1]);
    }
    SparkSession spark = builder.getOrCreate();
    try {
      WideTable.writer(WideTable.rows(spark, FIRST_ID, ROWS, 2), SaveMode.valueOf(arguments[1]))
          .save(arguments[0]);
    } finally {
      spark.stop();
    }
  }
}
