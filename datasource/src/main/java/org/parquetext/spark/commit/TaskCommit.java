package org.parquetext.spark.commit;

import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import org.parquetext.file.InterruptPause;
import scala.Option;

/**
 * One task attempt's side of the commit: names its files and makes them the job's, or takes them
 * away. All calls on the task's thread, since the protocol asks {@code TaskContext} and the output
 * commit coordinator.
 */
public final class TaskCommit {

  /** The key under which a task is told the write's uuid. */
  static final String JOB_UUID = "spark.sql.sources.writeJobUUID";

  private final FileCommitProtocol protocol;
  private final TaskAttemptContext context;

  TaskCommit(FileCommitProtocol protocol, TaskAttemptContext context) {
    this.protocol = protocol;
    this.context = context;
  }

  /** The configuration of the job, for opening files. */
  public Configuration configuration() {
    return context.getConfiguration();
  }

  /**
   * Where the task's next file is to be written, which is not where it will end.
   *
   * @param directory partition directory below the table's path, empty for none
   * @param prefix what stands in front of {@code part-<task>-<job>} in its name
   * @param suffix what follows
   */
  public Path newFile(String directory, String prefix, String suffix) {
    Option<String> below = directory.isEmpty() ? Option.empty() : Option.apply(directory);
    return new Path(protocol.newTaskTempFile(context, below, new FileNameSpec(prefix, suffix)));
  }

  /** A uuid for a file of the job, never the same twice. */
  public UUID newFileUuid() {
    return TimeOrderedUuid.within(UUID.fromString(configuration().get(JOB_UUID)));
  }

  /**
   * Makes the finished files the job's; they become visible when the job commits.
   *
   * @param shuffleBytes that the task has read from a shuffle
   */
  public CommittedTask commit(List<CommittedFile> files, long shuffleBytes) {
    return new CommittedTask(protocol.commitTask(context), files, shuffleBytes);
  }

  /** Takes the attempt's files away, also when the task is killed by an interrupt. */
  public void abort() {
    try (InterruptPause pause = new InterruptPause()) {
      protocol.abortTask(context);
    }
  }
}
