package org.parquetext.integration.cluster.job;

import java.util.Optional;
import org.apache.spark.TaskContext;

/**
 * Who is held at a gate.
 *
 * @param pid its process
 * @param taskAttempt Spark's id of its task attempt; -1 on a driver
 */
public record Visitor(long pid, long taskAttempt) {

  static Visitor current() {
    TaskContext task = TaskContext.get();
    return new Visitor(ProcessHandle.current().pid(), task == null ? -1 : task.taskAttemptId());
  }

  String line() {
    return pid + " " + taskAttempt + "\n";
  }

  /** Empty for a line that is still being written. */
  static Optional<Visitor> parse(String line) {
    if (!line.endsWith("\n")) {
      return Optional.empty();
    }
    String[] parts = line.trim().split(" ");
    return Optional.of(new Visitor(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
  }
}
