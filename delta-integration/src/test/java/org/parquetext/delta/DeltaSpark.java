package org.parquetext.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local Spark with Delta for all tests of a JVM. A test that asks for a {@link SparkSession}
 * gets a new session of it, so that its configuration is its own.
 */
final class DeltaSpark implements ParameterResolver {

  private static final SparkSession ROOT = start();

  private static SparkSession start() {
    try {
      return SparkSession.builder()
          .master("local[2]")
          .appName("parquet-ext Delta tests")
          .config("spark.ui.enabled", "false")
          .config("spark.local.dir", System.getProperty("java.io.tmpdir"))
          .config("spark.sql.warehouse.dir", Files.createTempDirectory("warehouse").toString())
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.databricks.delta.snapshotPartitions", "2")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
          .config(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          .getOrCreate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession session = ROOT.newSession();
    SparkSession.setActiveSession(session);
    return session;
  }
}
