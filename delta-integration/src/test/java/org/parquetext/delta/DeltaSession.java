package org.parquetext.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.spark.sql.SparkSession;

/** The session of all tests of this JVM. A task is tried twice. */
final class DeltaSession {

  private static SparkSession session;

  private DeltaSession() {}

  static synchronized SparkSession shared() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2, 2]")
              .appName("parquet-ext with Delta")
              .config("spark.ui.enabled", "false")
              .config("spark.databricks.delta.retentionDurationCheck.enabled", "false")
              .config("spark.sql.shuffle.partitions", "1")
              .config("spark.sql.codegen.cache.maxEntries", "1000")
              .config("spark.sql.session.timeZone", "Europe/Berlin")
              .config("spark.sql.warehouse.dir", warehouse())
              .config("spark.databricks.delta.snapshotPartitions", "1")
              .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
              .config("spark.delta.logStore.file.impl", FaultyLogStore.class.getName())
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .getOrCreate();
    }
    return session;
  }

  /** Not that of another JVM, whose tables may have the same names. */
  private static String warehouse() {
    try {
      return Files.createTempDirectory("warehouse").toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
