package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.parquetext.WriteException;
import org.parquetext.file.InterruptPause;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The commit of one write through the {@code FileCommitProtocol} that the session is configured
 * with. Old files go only after the new ones are committed; a job that fails takes away what it
 * made. Used by the thread that runs the query, but for {@link #taskCommitted}.
 */
public final class SparkJobCommit implements JobCommit {

  private final SparkContext spark;
  private final UUID uuid;
  private final OwnFiles own;
  private final HadoopCommitter committer;
  private final FileCommitProtocol protocol;
  private final Job job;
  private final Path output;
  private final OldFiles replaced;
  private final SummaryFiles summary;
  private JobTraces traces;
  private RunningTasks running;
  private WrittenFiles written;
  private boolean ended;

  /**
   * A commit that has not begun: nothing is touched before {@link #setUp()}.
   *
   * @param protocolClass class name of the {@code FileCommitProtocol}
   * @param output qualified path of the table
   * @param conf configuration of the write; copied
   * @param replaced what the write replaces
   */
  public SparkJobCommit(
      SparkContext spark, String protocolClass, Path output, Configuration conf, OldFiles replaced)
      throws IOException {
    this.spark = spark;
    this.uuid = TimeOrderedUuid.next();
    this.own = new OwnFiles(output, uuid);
    this.protocol =
        FileCommitProtocol.instantiate(protocolClass, uuid.toString(), output.toString(), false);
    this.job = job(output, conf, uuid);
    this.committer = HadoopCommitter.of(job.getConfiguration());
    this.output = output;
    this.replaced = replaced;
    this.summary = SummaryFiles.of(job.getConfiguration(), committer.type(), output);
  }

  private static Job job(Path output, Configuration conf, UUID uuid) throws IOException {
    Job job = Job.getInstance(conf);
    job.setOutputKeyClass(Void.class);
    job.setOutputFormatClass(ParquetOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    Configuration own = job.getConfiguration();
    own.set(SparkTaskCommit.JOB_UUID, uuid.toString());
    // Hadoop's committer makes all visible that it finds below the attempt's directory, which is
    // the same for all of Spark's jobs: so also what a job left there that died.
    own.setInt(
        MRJobConfig.APPLICATION_ATTEMPT_ID,
        (int) uuid.getLeastSignificantBits() & Integer.MAX_VALUE);
    HadoopCommitter.of(own).applyTo(own);
    return job;
  }

  @Override
  public Optional<String> hidesFiles() {
    return HiddenFiles.committer(protocol, output, job.getConfiguration());
  }

  @Override
  public TaskCommits setUp() {
    boolean shared;
    try {
      traces = new JobTraces(fileSystem(), output, own);
      shared = fileSystem().exists(new Path(output, FileOutputCommitter.PENDING_DIR_NAME));
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + output, e);
    }
    try {
      protocol.setupJob(job);
      SparkTaskCommits commits =
          new SparkTaskCommits(
              protocol,
              job.getConfiguration(),
              SparkHadoopWriterUtils.createJobTrackerID(new Date()));
      if (tasksMoveFiles()) {
        traces.tasksMoveFiles(FileOutputCommitter.getJobAttemptPath(job, output));
      }
      running = RunningTasks.watch(spark);
      return commits;
    } catch (Throwable e) {
      try (InterruptPause pause = new InterruptPause()) {
        Failures.suppressing(e, shared ? this::deleteAttempt : () -> protocol.abortJob(job));
        Failures.suppressing(e, traces::removeDirectories);
      }
      throw e;
    }
  }

  /** Hadoop's committer would abort by deleting the temporary files of all jobs of the path. */
  private void deleteAttempt() throws IOException {
    AbandonedAttempts.end(fileSystem(), FileOutputCommitter.getJobAttemptPath(job, output));
  }

  /** The commit protocol asks the coordinator by itself; asking twice would deny the second. */
  @Override
  public boolean asksCoordinator() {
    return true;
  }

  @Override
  public void taskCommitted(CommittedTask task) {
    traces.add(task);
    protocol.onTaskCommit(task.message());
  }

  /**
   * {@inheritDoc}
   *
   * @throws WriteException also when files of the tasks are gone, as another write into the path
   *     may have deleted them
   */
  @Override
  public void commit(List<CommittedTask> committed) {
    List<TaskCommitMessage> messages = new ArrayList<>(committed.size());
    for (CommittedTask task : committed) {
      messages.add(task.message());
    }
    written = new WrittenFiles(committed);
    if (isSummaryPostponed()) {
      summary.postpone();
    }
    LostFileCheck check = new LostFileCheck(protocol, job, output, written);
    check.beforeCommit();
    protocol.commitJob(job, CollectionConverters.asScala(messages).toSeq());
    check.afterCommit();
    deleteFilesOfFailedAttempts();
    ended = true;
    running.stopWatching();
  }

  @Override
  public Optional<CommittedJob> committed() {
    return Optional.of(new CommittedJob(uuid, Optional.empty(), Optional.empty()));
  }

  @Override
  public void deleteReplaced() {
    replaced.delete(job.getConfiguration(), written);
    if (isSummaryPostponed()) {
      summary.write();
    }
  }

  /** A job commits before what is not part of the table is gone. */
  private boolean isSummaryPostponed() {
    return !replaced.paths().isEmpty() || tasksMoveFiles();
  }

  /** {@inheritDoc} Its files are taken away wherever the protocol has put them by now. */
  @Override
  public void abort() throws IOException {
    if (running == null || ended) {
      return;
    }
    ended = true;
    try (InterruptPause pause = new InterruptPause()) {
      running.awaitEnd();
    } finally {
      running.stopWatching();
    }
    // Again, since the wait ends early by an interrupt.
    try (InterruptPause pause = new InterruptPause()) {
      takeAway();
    }
  }

  private void takeAway() throws IOException {
    Throwable failure = Failures.first(null, () -> protocol.abortJob(job));
    failure = Failures.first(failure, traces::deleteFiles);
    if (written != null) {
      failure = Failures.first(failure, traces::deleteMarker);
    }
    failure = Failures.first(failure, traces::removeDirectories);
    Failures.rethrowAsIs(failure);
  }

  private void deleteFilesOfFailedAttempts() {
    if (!(protocol instanceof HadoopMapReduceCommitProtocol)) {
      return;
    }
    try {
      traces.deleteFilesOfFailedAttempts(written);
    } catch (IOException | RuntimeException e) {
      throw new WriteException(
          "Cannot take away what failed attempts of tasks have left in " + output, e);
    }
  }

  /** S3A's magic committer moves nothing, whatever is configured. */
  private boolean tasksMoveFiles() {
    return committer.tasksMoveFiles() && !(protocol instanceof MagicCommitProtocol);
  }

  private FileSystem fileSystem() throws IOException {
    return output.getFileSystem(job.getConfiguration());
  }
}
