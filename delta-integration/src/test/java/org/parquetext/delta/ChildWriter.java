package org.parquetext.delta;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** An application that writes to a Delta table, with whatever its class path has of Delta. */
public final class ChildWriter {

  private ChildWriter() {}

  /**
   * Arguments: the table; the file that gets the failure, or nothing if there is none; and more
   * lines of configuration, {@code key=value}.
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession.Builder builder =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false");
    for (int i = 2; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      builder =
          builder.config(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    SparkSession spark = builder.getOrCreate();
    try {
      spark
          .range(3)
          .write()
          .format("parquet-ext")
          .option("commitProtocol", "delta")
          .mode("append")
          .save(arguments[0]);
      Files.writeString(Path.of(arguments[1]), "");
    } catch (Exception | LinkageError e) {
      Files.writeString(Path.of(arguments[1]), e.toString());
    }
    Runtime.getRuntime().halt(0);
  }
}
