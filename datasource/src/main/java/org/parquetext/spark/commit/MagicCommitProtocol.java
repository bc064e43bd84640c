package org.parquetext.spark.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Spark's protocol over S3A's "magic" committer, which renames nothing: what a task writes below
 * the committer's work path is a multipart upload to the file's final place, and committing the job
 * completes the uploads. Until then a file can be neither seen nor read, not even by its writer.
 * Spark's own protocol would hand out final paths, since it asks only Hadoop's {@code
 * FileOutputCommitter} for a work path.
 *
 * <p>By itself S3A's committer ends by aborting every upload below the table's path, whoever makes
 * it. Here it is told not to; instead the uploads whose file carries this job's UUID in its name
 * are aborted, also those of tasks whose executor has died.
 *
 * <p>There is no constructor for dynamic overwrite, so that Spark refuses to make one.
 */
public final class MagicCommitProtocol extends HadoopMapReduceCommitProtocol {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(MagicCommitProtocol.class);

  private static final String ABORT_ALL_UPLOADS = "fs.s3a.committer.abort.pending.uploads";

  private final String jobId;
  private final String path;
  private transient Path work;

  /**
   * The protocol of one job; Spark makes it by name.
   *
   * @param jobId the job's UUID, part of the name of each of its files
   * @param path the table's path, in a file system with the capability {@code
   *     fs.s3a.capability.magic.committer}
   */
  public MagicCommitProtocol(String jobId, String path) {
    super(jobId, path, false);
    this.jobId = jobId;
    this.path = path;
  }

  @Override
  public OutputCommitter setupCommitter(TaskAttemptContext context) {
    Configuration conf = context.getConfiguration();
    S3aCommitter.useMagic(conf);
    conf.setBoolean(ABORT_ALL_UPLOADS, false);
    try {
      PathOutputCommitter committer = PathOutputCommitterFactory.createCommitter(output(), context);
      work = committer.getWorkPath();
      return committer;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the committer of the write to " + path, e);
    }
  }

  @Override
  public String newTaskTempFile(
      TaskAttemptContext context, Option<String> directory, FileNameSpec spec) {
    Path parent = directory.isDefined() ? new Path(work, directory.get()) : work;
    return new Path(parent, getFilename(context, spec)).toString();
  }

  @Override
  public String newTaskTempFileAbsPath(
      TaskAttemptContext context, String absoluteDirectory, FileNameSpec spec) {
    throw new UnsupportedOperationException(
        "Cannot write a file of the table "
            + path
            + " to "
            + absoluteDirectory
            + ": without renaming, all files of a table lie below its path. Set"
            + " commitProtocol=spark.");
  }

  /** Also leaves the mark of the driver, by which its uploads are known as abandoned if it dies. */
  @Override
  public void setupJob(JobContext context) {
    super.setupJob(context);
    try {
      new AbandonedUploads(output(), context.getConfiguration()).mark(jobId);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot begin the write to " + path, e);
    }
  }

  /** Also makes the summary files that are asked for, as parquet-java's committer does. */
  @Override
  public void commitJob(JobContext context, Seq<TaskCommitMessage> commits) {
    super.commitJob(context, commits);
    try {
      abortUploads(context);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Cannot abort the uploads of failed tasks to {}. Nobody sees them, but S3 stores what is"
              + " uploaded of files {}; a lifecycle rule of the bucket ends them",
          path,
          jobId,
          e);
    }
    abortAbandonedUploads(context);
    ParquetOutputCommitter.writeMetaDataFile(context.getConfiguration(), output());
  }

  @Override
  public void abortJob(JobContext context) {
    super.abortJob(context);
    try {
      abortUploads(context);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot abort the uploads of the failed write to " + path, e);
    }
    abortAbandonedUploads(context);
  }

  private void abortAbandonedUploads(JobContext context) {
    try {
      new AbandonedUploads(output(), context.getConfiguration()).abort();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot look for uploads to {} whose write has ended", path, e);
    }
  }

  private void abortUploads(JobContext context) throws IOException {
    new PendingUploads(output(), context.getConfiguration()).abortThoseNamed(jobId);
  }

  private Path output() {
    return new Path(path);
  }
}
