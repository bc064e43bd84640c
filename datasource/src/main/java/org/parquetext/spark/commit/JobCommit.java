package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.parquetext.WriteException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The driver's side of the commit of one write, through the {@code FileCommitProtocol} that the
 * session is configured with: set-up, commit, abort. Old files go only after the new ones are
 * committed; a job that fails takes away what it made. Used by one thread.
 */
public final class JobCommit {

  private static final String PARQUET_COMMITTER = "spark.sql.parquet.output.committer.class";
  private static final String COMMITTER = "spark.sql.sources.outputCommitterClass";
  private static final String JOB_UUID = "spark.sql.sources.writeJobUUID";

  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  private final SparkContext spark;
  private final String uuid;
  private final FileCommitProtocol protocol;
  private final Job job;
  private final Path output;
  private final OldFiles replaced;
  private final SummaryFiles summary;
  private final List<CommittedTask> tasks = new ArrayList<>();
  private MissingDirectories missing;
  private RunningTasks running;
  private boolean visible;

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
    this.uuid = UUID.randomUUID().toString();
    this.protocol = FileCommitProtocol.instantiate(protocolClass, uuid, output.toString(), false);
    this.job = job(output, conf, uuid);
    this.output = output;
    this.replaced = replaced;
    this.summary =
        SummaryFiles.of(job.getConfiguration(), committer(job.getConfiguration()), output);
  }

  private static Job job(Path output, Configuration conf, String uuid) throws IOException {
    Job job = Job.getInstance(conf);
    job.setOutputKeyClass(Void.class);
    job.setOutputFormatClass(ParquetOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    Configuration own = job.getConfiguration();
    own.set(JOB_UUID, uuid);
    own.setClass(COMMITTER, committer(own), OutputCommitter.class);
    return job;
  }

  private static Class<? extends OutputCommitter> committer(Configuration conf) {
    return conf.getClass(PARQUET_COMMITTER, ParquetOutputCommitter.class, OutputCommitter.class);
  }

  /** Begins the job. When it cannot begin, nothing is left behind. */
  public TaskCommits setUp() {
    try {
      missing = MissingDirectories.above(fileSystem(), output);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + output, e);
    }
    try {
      protocol.setupJob(job);
      running = RunningTasks.watch(spark);
      return new TaskCommits(
          protocol, job.getConfiguration(), SparkHadoopWriterUtils.createJobTrackerID(new Date()));
    } catch (Throwable e) {
      Failures.suppressing(e, () -> protocol.abortJob(job));
      Failures.suppressing(e, missing::removeEmpty);
      throw e;
    }
  }

  /** A task has committed, while others still run. */
  public void taskCommitted(CommittedTask task) {
    tasks.add(task);
    protocol.onTaskCommit(task.message());
  }

  /** Makes the files of the tasks visible, then deletes what they replace. */
  public void commit(List<CommittedTask> committed) {
    List<TaskCommitMessage> messages = new ArrayList<>(committed.size());
    for (CommittedTask task : committed) {
      messages.add(task.message());
    }
    boolean replaces = !replaced.paths().isEmpty();
    if (replaces) {
      summary.postpone();
    }
    protocol.commitJob(job, CollectionConverters.asScala(messages).toSeq());
    visible = true;
    running.stopWatching();
    replaced.delete(job.getConfiguration());
    if (replaces) {
      summary.write();
    }
  }

  /**
   * Takes away what the job made: its files, wherever the protocol has put them by now, and its
   * directories. Does nothing when the job has committed: its files are the table's then.
   */
  public void abort() throws IOException {
    if (visible) {
      return;
    }
    if (running != null) {
      running.awaitEnd();
      running.stopWatching();
    }
    try {
      protocol.abortJob(job);
    } finally {
      if (missing != null) {
        deleteFiles();
        missing.removeEmpty();
      }
    }
  }

  /**
   * A committer may move a file to its place when its task commits, or fail half-way in the job's.
   * The second algorithm of Hadoop's moves files before the driver knows of them.
   */
  private void deleteFiles() throws IOException {
    FileSystem fileSystem = fileSystem();
    Set<Path> files = new LinkedHashSet<>();
    for (CommittedTask task : tasks) {
      task.files().forEach(file -> files.add(new Path(output, file.relativePath())));
    }
    if (job.getConfiguration().getInt(ALGORITHM, 1) == 2 && fileSystem.exists(output)) {
      RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(output, true);
      while (all.hasNext()) {
        Path path = all.next().getPath();
        if (path.getName().contains(uuid)) {
          files.add(path);
        }
      }
    }
    for (Path file : files) {
      fileSystem.delete(file, false);
      EmptyDirectories.removeUpTo(fileSystem, file.getParent(), output);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return output.getFileSystem(job.getConfiguration());
  }
}
