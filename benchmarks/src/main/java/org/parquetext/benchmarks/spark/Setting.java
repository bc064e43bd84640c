package org.parquetext.benchmarks.spark;

import java.util.Map;

/** How much of the machine a measurement uses. Each setting needs a JVM of its own. */
public enum Setting {
  /** The whole JVM on one core: garbage collection and compilation included. */
  ONE_CORE("one-core", 1, 1, Map.of()),
  /** One Spark task, with a second core for the encoders. */
  ONE_TASK_TWO_CORES("one-task-two-cores", 2, 1, Map.of("spark.parquetext.encoder.threads", "2")),
  /** Two Spark tasks that keep two cores busy by themselves. */
  TWO_TASKS("two-tasks", 2, 2, Map.of());

  private final String label;
  private final int processors;
  private final int tasks;
  private final Map<String, String> configuration;

  Setting(String label, int processors, int tasks, Map<String, String> configuration) {
    this.label = label;
    this.processors = processors;
    this.tasks = tasks;
    this.configuration = configuration;
  }

  /** Processors that the JVM may use. */
  int processors() {
    return processors;
  }

  /** Tasks that run at once, and partitions of the table. */
  public int tasks() {
    return tasks;
  }

  /** What Spark is told besides its master. */
  public Map<String, String> configuration() {
    return configuration;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
