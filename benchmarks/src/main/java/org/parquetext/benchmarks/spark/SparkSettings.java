package org.parquetext.benchmarks.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What Spark and its writers are told besides what a command itself tells them. */
public final class SparkSettings {

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "option of all writers, repeatable, such as pageSizeBytes=64k")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "Spark configuration, repeatable")
  private Map<String, String> configuration = new LinkedHashMap<>();

  /** Of every write. */
  public Map<String, String> options() {
    return options;
  }

  /** Of the session. */
  public Map<String, String> configuration() {
    return configuration;
  }
}
