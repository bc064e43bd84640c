package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.parquetext.file.InterruptPause;
import org.parquetext.options.FileNaming;
import org.parquetext.options.WriteOptions;

/**
 * The files of one write that lie at their final places from the beginning, where nobody takes them
 * for the table's before its log names them. Task attempts delete their own files when they fail;
 * this deletes those of tasks that have committed, and looks for others where they may be.
 */
public final class DirectFiles {

  private final UUID write = TimeOrderedUuid.next();
  private final SparkContext spark;
  private final Path table;
  private final Configuration configuration;
  private final boolean namedExactly;
  private final Collection<CommittedTask> committed = ConcurrentHashMap.newKeySet();
  private RunningTasks running;

  /**
   * No file yet.
   *
   * @param table qualified path of the table
   * @param configuration of the job, which travels to the executors
   */
  public DirectFiles(
      SparkContext spark, Path table, Configuration configuration, WriteOptions options) {
    this.spark = spark;
    this.table = table;
    this.configuration = configuration;
    this.namedExactly = options.fileNaming() == FileNaming.UUIDV7;
  }

  /** Begins the job. */
  public TaskCommits begin() {
    TaskCommits tasks = new DirectTaskCommits(write, table, configuration, namedExactly);
    running = RunningTasks.watch(spark);
    return tasks;
  }

  /** A task has committed. On any thread. */
  public void add(CommittedTask task) {
    committed.add(task.withoutReport());
  }

  /** What the names of the files have in common. */
  public UUID uuid() {
    return write;
  }

  /**
   * Whether attempts of tasks have ended without taking their files away, as far as that is known
   * by now; not after the end.
   */
  boolean wereTasksLost() {
    return running != null && running.wereLost();
  }

  /** The job has ended well: no task of it is waited for. Idempotent. */
  public void end() {
    if (running != null) {
      running.stopWatching();
      running = null;
    }
  }

  /** Deletes all files of the write, when no task runs any more. Idempotent. */
  public void deleteAll() throws IOException {
    if (!deleteKnown()) {
      deleteListed();
    }
  }

  /**
   * Deletes the files of the tasks that are known to have committed, when none runs any more.
   *
   * @return whether there are no others, as far as is known: all other attempts have taken theirs
   *     away
   */
  boolean deleteKnown() throws IOException {
    RunningTasks tasks = awaitTasks();
    if (tasks == null) {
      return true;
    }
    deleteCommitted();
    return tasks.succeeded() <= committed.size() && !tasks.wereLost() && tasks.haveEnded();
  }

  /** What is known of the tasks when they have ended; null if there are none to wait for. */
  private RunningTasks awaitTasks() {
    RunningTasks tasks = running;
    if (tasks != null) {
      try (InterruptPause pause = new InterruptPause()) {
        tasks.awaitEnd();
      } finally {
        end();
      }
    }
    return tasks;
  }

  private void deleteCommitted() throws IOException {
    List<CommittedFile> files = new ArrayList<>();
    committed.forEach(task -> files.addAll(task.files()));
    delete(files);
  }

  /** Nobody was told of the files of tasks that committed when the job had failed, or were lost. */
  private void deleteListed() throws IOException {
    OwnFiles own = new OwnFiles(table, write);
    try (InterruptPause pause = new InterruptPause()) {
      FileSystem fileSystem = table.getFileSystem(configuration);
      own.delete(fileSystem, own.list(fileSystem));
    }
  }

  /** Deletes files of the write that the table is not to have. */
  public void delete(Collection<CommittedFile> files) throws IOException {
    List<Path> paths = new ArrayList<>();
    files.forEach(file -> paths.add(new Path(table, file.relativePath())));
    try (InterruptPause pause = new InterruptPause()) {
      new OwnFiles(table, write).delete(table.getFileSystem(configuration), paths);
    }
  }
}
