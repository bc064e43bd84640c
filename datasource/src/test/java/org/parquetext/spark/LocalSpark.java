package org.parquetext.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local Spark for all tests of a JVM. A test that asks for a {@link SparkSession} gets a new
 * session of it, so that its configuration is its own.
 */
public final class LocalSpark implements ParameterResolver {

  /** Where Spark logs its events. */
  public static final Path EVENT_LOG = temporary("events");

  private static final SparkSession ROOT = start();

  private static SparkSession start() {
    String temporary = System.getProperty("java.io.tmpdir");
    Path warehouse = temporary("warehouse");
    return SparkSession.builder()
        .master("local[2,3]")
        .appName("parquet-ext tests")
        .config("spark.ui.enabled", "false")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", EVENT_LOG.toUri().toString())
        .config("spark.local.dir", temporary)
        .config("spark.sql.warehouse.dir", warehouse.toString())
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.unsafe.exceptionOnMemoryLeak", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate();
  }

  private static Path temporary(String name) {
    try {
      return Files.createTempDirectory(name);
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
