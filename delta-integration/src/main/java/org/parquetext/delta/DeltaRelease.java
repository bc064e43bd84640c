package org.parquetext.delta;

import java.io.IOException;
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
 *
 * <p>Each release of delta-spark is built once for each line of Spark, and no jar says for which. A
 * jar for another line is told by what makes it fail: the class by which Spark sees a table of
 * Delta does not link to the catalog tables of this Spark, or the class by which Delta finds what
 * Spark has moved between its lines, and through which each commit writes its checksum, does not
 * initialize. What else Delta uses of Spark is not looked at, since a commit may never come there,
 * and a patch of Spark or Delta may change it.
 */
final class DeltaRelease {

  /** The one that this module is made for. */
  static final String VERSION = "4.4.0";

  private static final String LOG = "org.apache.spark.sql.delta.DeltaLog";
  private static final String MOVED = "org.apache.spark.sql.delta.Relocated$";

  /** The module's own, and Spark's view of a table. */
  private static final List<String> ROOTS =
      List.of(
          "org.parquetext.delta.DeltaTableFormat",
          "org.apache.spark.sql.delta.catalog.DeltaTableV2");

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
    if (FoundClass.in(loader, LOG).isEmpty()) {
      throw absent(table);
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
    requireMoved(table);
    fits = true;
  }

  private IllegalArgumentException absent(Path table) {
    return new IllegalArgumentException(
        "Cannot write to the Delta table %s: ".formatted(table)
            + FoundClass.ofThread(LOG)
                .map(DeltaRelease::outOfReach)
                .orElse(
                    "delta-spark is not on the class path. Add %s to it, with --packages or --jars,"
                            .formatted(coordinates())
                        + " and start the session with %s.".formatted(DeltaTableFormat.SETTINGS)));
  }

  /** As the first commit would do it, but after the data is written. */
  private void requireMoved(Path table) {
    try {
      Class.forName(MOVED, true, loader);
    } catch (ClassNotFoundException e) {
      LOGGER.debug("{} needs no class {}", found(), MOVED);
    } catch (LinkageError e) {
      throw refusal(table, e);
    }
  }

  /** What is said when a class does not link after all. */
  IllegalArgumentException refusal(Path table, LinkageError error) {
    return refusal(table, error.toString(), error);
  }

  private static String outOfReach(FoundClass log) {
    return ("delta-spark is on the class path (%s), but in a class loader where parquet-ext-delta (%s)"
            + " does not see it. Put both into one place: name both with --packages or --jars and"
            + " leave neither in Spark's folder `jars`, or put both into that.")
        .formatted(log.place(), FoundClass.of(DeltaRelease.class).place());
  }

  private IllegalArgumentException refusal(Path table, String missing, LinkageError cause) {
    return new IllegalArgumentException(
        ("Cannot write to the Delta table %s: %s and Spark %s are on the class path, and do not have"
                + " what the commit calls (%s). Use %s with this Spark.")
            .formatted(table, found(), spark, missing, coordinates()),
        cause);
  }

  private String found() {
    FoundClass log = FoundClass.in(loader, LOG).orElseThrow();
    String version = log.type().getPackage().getImplementationVersion();
    return "delta-spark" + (version == null ? "" : " " + version) + " (" + log.jar() + ")";
  }
}
