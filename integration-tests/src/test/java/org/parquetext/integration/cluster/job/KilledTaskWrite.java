package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;

/** Writes, and kills the task attempt that comes to the row first. */
public final class KilledTaskWrite {
  private KilledTaskWrite() {}

  /** Runs the {@link WriteApplication} of the arguments. */
  public static void main(String[] arguments) throws IOException {
    WriteApplication application = WriteApplication.parse(arguments);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      CompletableFuture.runAsync(
          () -> {
            long attempt = application.gate().awaitVisitor().taskAttempt();
            spark.sparkContext().killTaskAttempt(attempt, true, "the test kills it");
          });
      application.run(spark);
    }
  }
}
