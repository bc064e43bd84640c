package org.parquetext.spark.path;

import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import scala.collection.immutable.Seq;

/** Spark's own protocol, failing at the step that the job's configuration names. */
public class FaultyProtocol extends SQLHadoopMapReduceCommitProtocol {

  private static final long serialVersionUID = 1L;

  /** The key of the step, an option of the write. */
  static final String FAIL_AT = "test.fail.at";

  /** Spark makes it by name. */
  public FaultyProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
    super(jobId, path, dynamicPartitionOverwrite);
  }

  private static void failAt(String step, JobContext context) {
    if (step.equals(context.getConfiguration().get(FAIL_AT))) {
      throw new IllegalStateException("failed at " + step);
    }
  }

  @Override
  public void setupJob(JobContext context) {
    failAt("before setupJob", context);
    super.setupJob(context);
    failAt("setupJob", context);
  }

  @Override
  public void setupTask(TaskAttemptContext context) {
    super.setupTask(context);
    failAt("setupTask", context);
  }

  @Override
  public TaskCommitMessage commitTask(TaskAttemptContext context) {
    failAt("commitTask", context);
    TaskCommitMessage message = super.commitTask(context);
    if (context.getTaskAttemptID().getTaskID().getId() == 1) {
      failAt("second commitTask", context);
    }
    return message;
  }

  @Override
  public void commitJob(JobContext context, Seq<TaskCommitMessage> messages) {
    failAt("before commitJob", context);
    super.commitJob(context, messages);
    failAt("commitJob", context);
  }
}
