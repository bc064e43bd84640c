package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;

/** Writes until a task comes to the row, and then cancels all jobs. */
public final class CancelledWrite {
  private CancelledWrite() {}

  /** Runs the {@link WriteApplication} of the arguments; fails, since it is cancelled. */
  public static void main(String[] arguments) throws IOException {
    WriteApplication application = WriteApplication.parse(arguments);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      CompletableFuture.runAsync(
          () -> {
            application.gate().awaitVisitor();
            spark.sparkContext().cancelAllJobs();
          });
      application.run(spark);
    }
  }
}
