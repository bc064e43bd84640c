package org.parquetext.spark.commit;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/**
 * The committer of Parquet files that Spark uses when none is configured, but for one thing: at the
 * end of a job it takes away the job's own temporary files, and those of jobs that died. Hadoop's
 * takes away those of all jobs that write to the path, also while they run. Internal: Spark makes
 * it by name.
 */
public final class OwnAttemptCommitter extends ParquetOutputCommitter {

  private final Path output;

  /** A committer of one job or task attempt. */
  public OwnAttemptCommitter(Path output, TaskAttemptContext context) throws IOException {
    super(output, context);
    this.output = output;
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    super.setupJob(context);
    if (output != null) {
      Path attempt = getJobAttemptPath(context);
      AbandonedAttempts.mark(attempt.getFileSystem(context.getConfiguration()), attempt);
    }
  }

  /** Called at the end of a commit and of an abort. */
  @Override
  @SuppressWarnings("deprecation") // the method by which Hadoop's committer itself cleans up
  public void cleanupJob(JobContext context) throws IOException {
    if (output == null) {
      return;
    }
    Path attempt = getJobAttemptPath(context);
    FileSystem fileSystem = attempt.getFileSystem(context.getConfiguration());
    AbandonedAttempts.end(fileSystem, attempt);
    AbandonedAttempts.delete(fileSystem, attempt.getParent());
    EmptyDirectories.remove(fileSystem, attempt.getParent());
  }
}
