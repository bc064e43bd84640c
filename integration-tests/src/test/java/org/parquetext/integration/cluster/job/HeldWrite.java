package org.parquetext.integration.cluster.job;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Writes, and is held at a row if there is such a row, or where its file system holds it. */
public final class HeldWrite {
  private HeldWrite() {}

  /** Runs the {@link WriteApplication} of the arguments. */
  public static void main(String[] arguments) throws IOException {
    WriteApplication application = WriteApplication.parse(arguments);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      application.run(spark);
    }
  }
}
