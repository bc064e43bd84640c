package org.parquetext.delta;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delta-spark on the class path: whether there is one, and whether it and the running Spark
 * have all that a commit calls. Asked before any data is written. Names no class of Delta, so that
 * it can speak where there is none.
 */
final class DeltaRelease {

  /** The one that this module is made for. */
  static final String VERSION = "4.4.0";

  private static final String LOG = "org.apache.spark.sql.delta.DeltaLog";

  /**
   * The module's own, and the class of delta-spark that differs in each of its builds for Sparks.
   */
  private static final List<String> ROOTS =
      List.of("org.parquetext.delta.DeltaTableFormat", "org.apache.spark.sql.delta.Relocated$");

  /** Of the artifact for a Spark, by the beginning of the Spark's version. */
  private static final Map<String, String> NAMES =
      Map.of(
          "4.0.",
          "delta-spark_4.0_2.13",
          "4.1.",
          "delta-spark_4.1_2.13",
          "4.2.",
          "delta-spark_2.13");

  private static final Logger LOGGER = LoggerFactory.getLogger(DeltaRelease.class);

  private final ClassLoader loader;
  private final String spark;
  private boolean fits;

  /**
   * The release that a class loader finds.
   *
   * @param spark the version of the running Spark
   */
  DeltaRelease(ClassLoader loader, String spark) {
    this.loader = loader;
    this.spark = spark;
  }

  /** What to add to the class path for this Spark. */
  String coordinates() {
    return NAMES.entrySet().stream()
        .filter(name -> spark.startsWith(name.getKey()))
        .findFirst()
        .map(name -> "io.delta:" + name.getValue() + ":" + VERSION)
        .orElse("the io.delta:delta-spark of Spark " + spark);
  }

  /**
   * Fails unless a commit to a table can do all that it does.
   *
   * @throws IllegalArgumentException naming what there is, what is missing, and what to add
   */
  synchronized void require(Path table) {
    if (fits) {
      return;
    }
    if (deltaLog().isEmpty()) {
      throw new IllegalArgumentException(
          ("Cannot write to the Delta table %s: delta-spark is not on the class path. Add %s to it,"
                  + " with --packages or --jars, and start the session with %s.")
              .formatted(table, coordinates(), DeltaTableFormat.SETTINGS));
    }
    try {
      Optional<String> missing = LinkCheck.firstMissing(ROOTS, loader);
      if (missing.isPresent()) {
        throw refusal(table, missing.get(), null);
      }
    } catch (IOException e) {
      // Nothing is known to be missing.
      LOGGER.warn("Cannot check whether {} has all that a commit calls", found(), e);
    }
    fits = true;
  }

  /** What is said when a class does not link after all. */
  IllegalArgumentException refusal(Path table, LinkageError error) {
    return refusal(table, error.toString(), error);
  }

  private IllegalArgumentException refusal(Path table, String missing, LinkageError cause) {
    return new IllegalArgumentException(
        ("Cannot write to the Delta table %s: %s and Spark %s are on the class path, and do not have"
                + " what the commit calls (%s). Use %s with this Spark.")
            .formatted(table, found(), spark, missing, coordinates()),
        cause);
  }

  private Optional<Class<?>> deltaLog() {
    try {
      return Optional.of(Class.forName(LOG, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private String found() {
    Class<?> log = deltaLog().orElseThrow();
    String version = log.getPackage().getImplementationVersion();
    CodeSource source = log.getProtectionDomain().getCodeSource();
    URL jar = source == null ? null : source.getLocation();
    return "delta-spark"
        + (version == null ? "" : " " + version)
        + (jar == null ? "" : " (" + new Path(jar.getPath()).getName() + ")");
  }
}
