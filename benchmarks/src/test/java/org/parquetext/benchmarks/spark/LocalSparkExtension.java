package org.parquetext.benchmarks.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.parquetext.benchmarks.table.UnsafeRowCache;

/** A session for the tests of one class; the commands under test start and close their own. */
public final class LocalSparkExtension implements BeforeAllCallback, AfterAllCallback {

  private final Map<String, String> settings;
  private SparkSession session;

  public LocalSparkExtension() {
    this(Map.of());
  }

  /** A session with settings of its own. */
  public LocalSparkExtension(Map<String, String> settings) {
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Map<String, String> all = new HashMap<>(settings);
    // Spark keeps one cache serializer per process, whichever is asked for first.
    all.put("spark.sql.cache.serializer", UnsafeRowCache.class.getName());
    session = LocalSpark.start(context.getDisplayName(), "local[2]", all);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    session.close();
  }

  public SparkSession session() {
    return session;
  }
}
