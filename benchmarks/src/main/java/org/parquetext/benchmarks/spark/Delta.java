package org.parquetext.benchmarks.spark;

import java.util.Map;

/** What Spark must know to write with Delta Lake. */
public final class Delta {

  /** The data source. */
  public static final String FORMAT = "delta";

  /** What the commands call our data source where it commits to Delta tables. */
  static final String OURS = "parquet-ext-delta";

  /** What makes it do so. */
  static final Map<String, String> COMMIT = Map.of("commitProtocol", FORMAT);

  /** Delta refuses to write without the first two, and to have its files read without the third. */
  public static final Map<String, String> CONFIGURATION =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.databricks.delta.formatCheck.enabled", "false");

  private Delta() {}
}
