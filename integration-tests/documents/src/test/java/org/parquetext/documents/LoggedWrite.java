package org.parquetext.documents;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** A write of which the plugin has something to say, with the log as a file configures it. */
public final class LoggedWrite {
  private LoggedWrite() {}

  /** Writes; the arguments are the log's configuration and the table. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("log4j2.configurationFile", arguments[0]);
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      spark
          .range(10)
          .write()
          .format("parquet-ext")
          .option("parquet.page.size.row.check.min", 10)
          .save(arguments[1]);
    }
  }
}
