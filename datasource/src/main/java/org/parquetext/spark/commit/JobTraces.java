package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job makes at its output path and on the way there, beside the temporary files of its
 * protocol: files, wherever they are by now, directories, and the marker of success. Knows what was
 * there before, so that a job that fails takes away no more than it made. Used by the thread that
 * runs the query, but for {@link #add}.
 */
final class JobTraces {

  private static final Logger LOG = LoggerFactory.getLogger(JobTraces.class);

  private static final long NEVER = Long.MAX_VALUE;

  private final FileSystem fileSystem;
  private final Path output;
  private final OwnFiles own;
  private final MissingDirectories missing;
  private final boolean hadMarker;
  private final Set<CommittedTask> tasks = ConcurrentHashMap.newKeySet();
  private boolean tasksMoveFiles;

  /** By the clock of the file system; no partition is as young as {@link #NEVER}. */
  private long begun = NEVER;

  /** Those of a job that has not begun yet. */
  JobTraces(FileSystem fileSystem, Path output, OwnFiles own) throws IOException {
    this.fileSystem = fileSystem;
    this.output = output;
    this.own = own;
    this.missing = MissingDirectories.above(fileSystem, output);
    this.hadMarker = fileSystem.exists(marker());
  }

  /**
   * The job has begun, and its tasks move files to their places before the driver knows of them.
   *
   * @param attempt the directory that the job has made for its temporary files
   */
  void tasksMoveFiles(Path attempt) {
    tasksMoveFiles = true;
    begun = modificationTime(attempt);
  }

  private long modificationTime(Path attempt) {
    try {
      return fileSystem.getFileStatus(attempt).getModificationTime();
    } catch (FileNotFoundException e) {
      // The committer works elsewhere, and makes no partitions before the job commits.
      return NEVER;
    } catch (IOException e) {
      LOG.warn("Cannot tell when the job began: if it fails, empty partitions may stay", e);
      return NEVER;
    }
  }

  /** A task has committed its files. Called on any thread. */
  void add(CommittedTask task) {
    tasks.add(task.withoutReport());
  }

  /** Deletes the files, those also of which only their names tell, and their partitions. */
  void deleteFiles() throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (CommittedTask task : tasks) {
      task.files().forEach(file -> files.add(new Path(output, file.relativePath())));
    }
    Throwable failure = null;
    if (tasksMoveFiles) {
      failure = Failures.first(null, () -> files.addAll(own.list(fileSystem)));
    }
    failure = Failures.first(failure, () -> own.delete(fileSystem, files));
    if (tasksMoveFiles) {
      failure =
          Failures.first(
              failure, () -> EmptyDirectories.removePartitions(fileSystem, output, begun));
    }
    Failures.rethrowAsIs(failure);
  }

  /**
   * Deletes what an attempt has moved that died while it committed: it stays there when the next
   * attempt's files have other names.
   */
  void deleteFilesOfFailedAttempts(WrittenFiles written) throws IOException {
    if (tasksMoveFiles) {
      own.deleteAllBut(written, fileSystem);
    }
  }

  /** Deletes what says that a job has succeeded, unless one has before. */
  void deleteMarker() throws IOException {
    if (!hadMarker) {
      fileSystem.delete(marker(), false);
    }
  }

  /** Removes the output path and those above it, as far as they are new and hold nothing. */
  void removeDirectories() {
    missing.removeEmpty();
  }

  private Path marker() {
    return new Path(output, FileOutputCommitter.SUCCEEDED_FILE_NAME);
  }
}
