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
 * A task attempt's side of the commit through a {@code FileCommitProtocol}, which asks {@code
 * TaskContext} and the output commit coordinator.
 */
final class SparkTaskCommit implements TaskCommit {

  /** The key under which a task is told the write's uuid. */
  static final String JOB_UUID = "spark.sql.sources.writeJobUUID";

  private final FileCommitProtocol protocol;
  private final TaskAttemptContext context;

  SparkTaskCommit(FileCommitProtocol protocol, TaskAttemptContext context) {
    this.protocol = protocol;
    this.context = context;
  }

  @Override
  public Configuration configuration() {
    return context.getConfiguration();
  }

  @Override
  public Path newFile(String directory, String prefix, String suffix) {
    Option<String> below = directory.isEmpty() ? Option.empty() : Option.apply(directory);
    return new Path(protocol.newTaskTempFile(context, below, new FileNameSpec(prefix, suffix)));
  }

  @Override
  public UUID newFileUuid() {
    return TimeOrderedUuid.within(UUID.fromString(configuration().get(JOB_UUID)));
  }

  @Override
  public CommittedTask commit(List<CommittedFile> files, long shuffleBytes) {
    return new CommittedTask(protocol.commitTask(context), files, shuffleBytes);
  }

  @Override
  public void abort() {
    try (InterruptPause pause = new InterruptPause()) {
      protocol.abortTask(context);
    }
  }
}
