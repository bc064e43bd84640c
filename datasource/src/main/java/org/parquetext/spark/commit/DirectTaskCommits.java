package org.parquetext.spark.commit;

import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/** Begins task attempts that write their files straight to their places. */
final class DirectTaskCommits implements TaskCommits {

  private static final long serialVersionUID = 1L;

  private final UUID write;
  private final String table;
  private final SentConfiguration configuration;
  private final boolean namedExactly;

  /**
   * Attempts of one write.
   *
   * @param namedExactly whether the writer's names differ by themselves
   */
  DirectTaskCommits(UUID write, Path table, Configuration configuration, boolean namedExactly) {
    this.write = write;
    this.table = table.toString();
    this.configuration = new SentConfiguration(configuration);
    this.namedExactly = namedExactly;
  }

  @Override
  public TaskCommit begin(TaskContext task) {
    UUID attempt = TimeOrderedUuid.within(write);
    String name = namedExactly ? "" : "part-%05d-%s".formatted(task.partitionId(), attempt);
    return new DirectTaskCommit(
        new OwnFiles(new Path(table), write),
        write,
        new Path(table),
        name,
        configuration.received(),
        task.taskMetrics().outputMetrics());
  }
}
