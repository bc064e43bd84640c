package org.parquetext.spark.commit;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.TaskContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;

/** Begins the commit of task attempts through a {@code FileCommitProtocol}. */
final class SparkTaskCommits implements TaskCommits {

  private static final long serialVersionUID = 1L;

  private final FileCommitProtocol protocol;
  private final SentConfiguration configuration;
  private final String jobTrackerId;

  SparkTaskCommits(FileCommitProtocol protocol, Configuration configuration, String jobTrackerId) {
    this.protocol = protocol;
    this.configuration = new SentConfiguration(configuration);
    this.jobTrackerId = jobTrackerId;
  }

  @Override
  public TaskCommit begin(TaskContext task) {
    TaskAttemptContext context = context(task);
    SparkTaskCommit commit = new SparkTaskCommit(protocol, context);
    try {
      protocol.setupTask(context);
      return commit;
    } catch (Throwable e) {
      Failures.suppressing(e, commit::abort);
      throw e;
    }
  }

  private TaskAttemptContext context(TaskContext task) {
    JobID jobId = SparkHadoopWriterUtils.createJobID(jobTrackerId, task.stageId());
    TaskID taskId = new TaskID(jobId, TaskType.MAP, task.partitionId());
    TaskAttemptID attemptId =
        new TaskAttemptID(taskId, (int) task.taskAttemptId() & Integer.MAX_VALUE);
    Configuration conf = configuration.received();
    conf.set("mapreduce.job.id", jobId.toString());
    conf.set("mapreduce.task.id", taskId.toString());
    conf.set("mapreduce.task.attempt.id", attemptId.toString());
    conf.setBoolean("mapreduce.task.ismap", true);
    conf.setInt("mapreduce.task.partition", 0);
    return new TaskAttemptContextImpl(conf, attemptId);
  }
}
