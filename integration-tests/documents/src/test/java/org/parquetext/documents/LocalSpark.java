package org.parquetext.documents;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.objectstore.S3Server;

/** Local Spark applications, of which this JVM has one at a time. */
final class LocalSpark {
  private LocalSpark() {}

  /** What reaches the buckets of a server, with room for what is being uploaded. */
  static Map<String, String> settingsOf(S3Server store, Path directory) {
    return Map.of(
        "spark.hadoop.fs.s3a.endpoint", store.endpoint().toString(),
        "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
        "spark.hadoop.fs.s3a.path.style.access", "true",
        "spark.hadoop.fs.s3a.connection.ssl.enabled", "false",
        "spark.hadoop.fs.s3a.access.key", "key",
        "spark.hadoop.fs.s3a.secret.key", "secret",
        "spark.hadoop.fs.s3a.buffer.dir", directory.resolve("uploads").toString());
  }

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
