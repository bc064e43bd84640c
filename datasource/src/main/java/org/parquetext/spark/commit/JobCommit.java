package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.parquetext.WriteException;
import org.parquetext.file.InterruptPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The driver's side of the commit of one write, through the {@code FileCommitProtocol} that the
 * session is configured with: set-up, commit, abort. Old files go only after the new ones are
 * committed; a job that fails takes away what it made. Used by the thread that runs the query, but
 * for {@link #taskCommitted}.
 */
public final class JobCommit {

  private static final Logger LOG = LoggerFactory.getLogger(JobCommit.class);

  private static final String PARQUET_COMMITTER = "spark.sql.parquet.output.committer.class";
  static final String COMMITTER = "spark.sql.sources.outputCommitterClass";

  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  private final SparkContext spark;
  private final OwnFiles own;
  private final FileCommitProtocol protocol;
  private final Job job;
  private final Path output;
  private final OldFiles replaced;
  private final SummaryFiles summary;
  private final Set<CommittedTask> tasks = ConcurrentHashMap.newKeySet();
  private MissingDirectories missing;
  private RunningTasks running;
  private boolean hadMarker;
  private long begun;
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
  public JobCommit(
      SparkContext spark, String protocolClass, Path output, Configuration conf, OldFiles replaced)
      throws IOException {
    this.spark = spark;
    UUID uuid = TimeOrderedUuid.next();
    this.own = new OwnFiles(output, uuid);
    this.protocol =
        FileCommitProtocol.instantiate(protocolClass, uuid.toString(), output.toString(), false);
    this.job = job(output, conf, uuid);
    this.output = output;
    this.replaced = replaced;
    this.summary =
        SummaryFiles.of(job.getConfiguration(), committer(job.getConfiguration()), output);
  }

  private static Job job(Path output, Configuration conf, UUID uuid) throws IOException {
    Job job = Job.getInstance(conf);
    job.setOutputKeyClass(Void.class);
    job.setOutputFormatClass(ParquetOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    Configuration own = job.getConfiguration();
    own.set(TaskCommit.JOB_UUID, uuid.toString());
    // Hadoop's committer makes all visible that it finds below the attempt's directory, which is
    // the same for all of Spark's jobs: so also what a job left there that died.
    own.setInt(
        MRJobConfig.APPLICATION_ATTEMPT_ID,
        (int) uuid.getLeastSignificantBits() & Integer.MAX_VALUE);
    own.setClass(COMMITTER, committer(own), OutputCommitter.class);
    return job;
  }

  static Class<? extends OutputCommitter> committer(Configuration conf) {
    Class<? extends OutputCommitter> configured =
        conf.getClass(PARQUET_COMMITTER, ParquetOutputCommitter.class, OutputCommitter.class);
    return configured == ParquetOutputCommitter.class ? OwnAttemptCommitter.class : configured;
  }

  /**
   * What commits the files in a way that hides them until then, so that not even their writer can
   * read them; empty if they can be read as soon as they are closed.
   */
  public Optional<String> hidesFiles() {
    return HiddenFiles.committer(protocol, output, job.getConfiguration());
  }

  /** Begins the job. When it cannot begin, nothing is left behind, and nothing is to be aborted. */
  public TaskCommits setUp() {
    boolean shared;
    try {
      missing = MissingDirectories.above(fileSystem(), output);
      shared = fileSystem().exists(new Path(output, FileOutputCommitter.PENDING_DIR_NAME));
      hadMarker = fileSystem().exists(marker());
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + output, e);
    }
    try {
      protocol.setupJob(job);
      TaskCommits commits =
          new TaskCommits(
              protocol,
              job.getConfiguration(),
              SparkHadoopWriterUtils.createJobTrackerID(new Date()));
      begun = tasksMoveFiles() ? begin() : Long.MAX_VALUE;
      running = RunningTasks.watch(spark);
      return commits;
    } catch (Throwable e) {
      try (InterruptPause pause = new InterruptPause()) {
        Failures.suppressing(e, shared ? this::deleteAttempt : () -> protocol.abortJob(job));
        Failures.suppressing(e, missing::removeEmpty);
      }
      throw e;
    }
  }

  /** Hadoop's committer would abort by deleting the temporary files of all jobs of the path. */
  private void deleteAttempt() throws IOException {
    AbandonedAttempts.end(fileSystem(), FileOutputCommitter.getJobAttemptPath(job, output));
  }

  /** A task has committed, while others still run. Called by Spark's scheduler, on its thread. */
  public void taskCommitted(CommittedTask task) {
    tasks.add(task);
    protocol.onTaskCommit(task.message());
  }

  /**
   * Makes the files of the tasks visible. When that fails, the job is still to be aborted.
   *
   * @throws WriteException also when files of the tasks are gone, as another write into the path
   *     may have deleted them
   */
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

  /**
   * Deletes what the committed files replace.
   *
   * @throws WriteException when a file could not be deleted: then the table holds old and new rows
   */
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

  /**
   * Takes away what the job made: its files, wherever the protocol has put them by now, and its
   * directories. Does nothing when the job did not begin, was aborted before, or has committed: its
   * files are the table's then.
   */
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
    failure = Failures.first(failure, this::deleteFiles);
    if (written != null && !hadMarker) {
      failure = Failures.first(failure, () -> fileSystem().delete(marker(), false));
    }
    failure = Failures.first(failure, missing::removeEmpty);
    Failures.rethrowAsIs(failure);
  }

  /**
   * A committer may move a file to its place when its task commits, or fail half-way in the job's.
   */
  private void deleteFiles() throws IOException {
    FileSystem fileSystem = fileSystem();
    Set<Path> files = new LinkedHashSet<>();
    for (CommittedTask task : tasks) {
      task.files().forEach(file -> files.add(new Path(output, file.relativePath())));
    }
    Throwable failure = null;
    if (tasksMoveFiles()) {
      failure = Failures.first(null, () -> files.addAll(own.list(fileSystem)));
    }
    failure = Failures.first(failure, () -> own.delete(fileSystem, files));
    if (tasksMoveFiles()) {
      failure =
          Failures.first(
              failure, () -> EmptyDirectories.removePartitions(fileSystem, output, begun));
    }
    Failures.rethrowAsIs(failure);
  }

  /**
   * What an attempt has moved that died while it committed stays there when the next attempt's
   * files have other names.
   */
  private void deleteFilesOfFailedAttempts() {
    if (!tasksMoveFiles() || !(protocol instanceof HadoopMapReduceCommitProtocol)) {
      return;
    }
    try {
      own.deleteAllBut(written, fileSystem());
    } catch (IOException | RuntimeException e) {
      throw new WriteException(
          "Cannot take away what failed attempts of tasks have left in " + output, e);
    }
  }

  /** The second algorithm of Hadoop's moves files before the driver knows of them. */
  private boolean tasksMoveFiles() {
    return job.getConfiguration().getInt(ALGORITHM, 1) == 2
        && !(protocol instanceof MagicCommitProtocol);
  }

  /** When the job began, by the clock of the file system; the end of time if that is unknown. */
  private long begin() {
    try {
      Path attempt = FileOutputCommitter.getJobAttemptPath(job, output);
      return fileSystem().getFileStatus(attempt).getModificationTime();
    } catch (FileNotFoundException e) {
      // The committer works elsewhere, and makes no partitions before the job commits.
      return Long.MAX_VALUE;
    } catch (IOException e) {
      LOG.warn("Cannot tell when the job began: if it fails, empty partitions may stay", e);
      return Long.MAX_VALUE;
    }
  }

  /** What says that a job has succeeded. */
  private Path marker() {
    return new Path(output, FileOutputCommitter.SUCCEEDED_FILE_NAME);
  }

  private FileSystem fileSystem() throws IOException {
    return output.getFileSystem(job.getConfiguration());
  }
}
