package org.parquetext.documents;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Local Spark applications, of which this JVM has one at a time. */
final class LocalSpark {
  private LocalSpark() {}

  /** Starts one with settings; whoever calls stops it. */
  static SparkSession start(Path directory, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("parquet-ext documents")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toUri().toString());
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }
}
