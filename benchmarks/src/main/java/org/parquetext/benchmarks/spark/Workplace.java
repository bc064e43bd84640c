package org.parquetext.benchmarks.spark;

import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * What a command measures with.
 *
 * @param setting how much of the machine the session uses
 * @param writeOptions what every write is told
 * @param folder an existing local folder for the written files
 * @param out where the report goes
 */
public record Workplace(
    SparkSession session,
    Setting setting,
    Map<String, String> writeOptions,
    Path folder,
    PrintWriter out) {

  /** Starts a report with its title, and says on which machine it comes about. */
  public void printHeader(String title) {
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf("### %s%n%n", title);
    if (processors != setting.processors()) {
      out.printf(
          "**Not this setting:** the JVM uses %d processors instead of %d.%n%n",
          processors, setting.processors());
    }
    out.printf(
        Locale.ROOT,
        "Spark %s, Java %s, %s, %d processor(s), heap %,d MB.%n%n",
        session.version(),
        Runtime.version(),
        collectors(),
        processors,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(" + "));
  }
}
