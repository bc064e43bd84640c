package org.parquetext.benchmarks;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A session for the tests of one class; the commands under test start and close their own. */
final class LocalSparkExtension implements BeforeAllCallback, AfterAllCallback {

  private SparkSession session;

  @Override
  public void beforeAll(ExtensionContext context) {
    // Spark keeps one cache serializer per process, whichever is asked for first.
    session =
        LocalSpark.start(
            context.getDisplayName(),
            "local[2]",
            Map.of("spark.sql.cache.serializer", UnsafeRowCache.class.getName()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    session.close();
  }

  SparkSession session() {
    return session;
  }
}
