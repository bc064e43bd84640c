package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of metrics in the README, made from the registries. */
public final class MetricTables {

  private static final String WRITE_HEADER =
      """
      | metric of a write | in the SQL tab |
      | --- | --- |
      """;
  private static final String PLUGIN_HEADER =
      """
      | metric of a process | of the | type | meaning |
      | --- | --- | --- | --- |
      """;

  private MetricTables() {}

  /** The metrics of a write, in Markdown; ends with a line break. */
  public static String ofWrites() {
    return rows(
        WRITE_HEADER,
        WriteMetric.values(),
        metric ->
            "`%s` | %s".formatted(metric.definition().name(), metric.definition().description()));
  }

  /** What the plugin registers, in Markdown; ends with a line break. */
  public static String ofPlugin() {
    return rows(
        PLUGIN_HEADER,
        PluginMetric.values(),
        metric ->
            "`%s` | %s | %s | %s"
                .formatted(
                    metric.metricName(),
                    metric.isOfDriver() ? "driver" : "executor",
                    metric.type().name().toLowerCase(Locale.ROOT),
                    metric.meaning()));
  }

  private static <T> String rows(String header, T[] metrics, Function<T, String> row) {
    return Arrays.stream(metrics)
        .map(metric -> "| " + row.apply(metric) + " |\n")
        .collect(Collectors.joining("", header, ""));
  }
}
