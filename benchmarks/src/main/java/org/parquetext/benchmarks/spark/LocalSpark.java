package org.parquetext.benchmarks.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A Spark session inside this process, without network and web interface. */
public final class LocalSpark {

  private LocalSpark() {}

  /**
   * Starts the session; the caller closes it.
   *
   * @param master a local master such as {@code local[2]}
   * @param settings Spark configuration, which wins over what is set here
   */
  public static SparkSession start(String name, String master, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(name)
            .master(master)
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", false);
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }
}
