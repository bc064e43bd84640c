package org.parquetext.spark.commit;

import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;

/**
 * Spark's own protocol, but that files are named as the writer says and not {@code
 * part-<task>-<job>}: their names have to differ by themselves. Spark creates it by name.
 */
public final class ExactNamesCommitProtocol extends SQLHadoopMapReduceCommitProtocol {

  private static final long serialVersionUID = 1L;

  /** The protocol of one job. */
  public ExactNamesCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
    super(jobId, path, dynamicPartitionOverwrite);
  }

  @Override
  public String getFilename(TaskAttemptContext context, FileNameSpec spec) {
    return spec.prefix() + spec.suffix();
  }
}
