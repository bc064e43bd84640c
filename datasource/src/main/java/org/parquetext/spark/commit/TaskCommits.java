package org.parquetext.spark.commit;

import java.io.Serializable;
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
import org.apache.spark.util.SerializableConfiguration;

/** What travels to the executors to begin the commit of a task attempt there. */
public final class TaskCommits implements Serializable {

  private static final long serialVersionUID = 1L;

  private final FileCommitProtocol protocol;
  private final SerializableConfiguration configuration;
  private final String jobTrackerId;

  TaskCommits(FileCommitProtocol protocol, Configuration configuration, String jobTrackerId) {
    this.protocol = protocol;
    this.configuration = new SerializableConfiguration(configuration);
    this.jobTrackerId = jobTrackerId;
  }

  /** Sets the attempt up, on its thread; a failed set-up leaves nothing behind. */
  public TaskCommit begin(TaskContext task) {
    TaskAttemptContext context = context(task);
    TaskCommit commit = new TaskCommit(protocol, context);
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
    Configuration conf = configuration.value();
    conf.set("mapreduce.job.id", jobId.toString());
    conf.set("mapreduce.task.id", taskId.toString());
    conf.set("mapreduce.task.attempt.id", attemptId.toString());
    conf.setBoolean("mapreduce.task.ismap", true);
    conf.setInt("mapreduce.task.partition", 0);
    return new TaskAttemptContextImpl(conf, attemptId);
  }
}
