package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.parquetext.WriteException;

/**
 * Makes sure that a commit loses no file. Hadoop's committers commit what they find: when another
 * write into the path has deleted temporary files of this one, as the built-in writer does when it
 * ends, they commit less and say nothing.
 *
 * <p>Protocols that are not Hadoop's may put files where they like, and are not checked.
 */
final class LostFileCheck {

  private final FileCommitProtocol protocol;
  private final JobContext job;
  private final Path output;
  private final WrittenFiles written;

  LostFileCheck(FileCommitProtocol protocol, JobContext job, Path output, WrittenFiles written) {
    this.protocol = protocol;
    this.job = job;
    this.output = output;
    this.written = written;
  }

  /**
   * Looks, with one listing, whether all tasks that have committed files have still a directory to
   * commit them from, so that the usual loss is found before anything is visible.
   */
  void beforeCommit() {
    if (written.tasks() == 0 || !movesFilesOfTasks()) {
      return;
    }
    try {
      int found = taskDirectories(FileOutputCommitter.getJobAttemptPath(job, output));
      if (found < written.tasks()) {
        throw new WriteException(
            "Cannot commit the write to %s: the files of %d of %d tasks are gone. %s"
                .formatted(output, written.tasks() - found, written.tasks(), remedy()));
      }
    } catch (IOException e) {
      throw new WriteException("Cannot look at the files to be committed to " + output, e);
    }
  }

  /** Looks whether every file is where it belongs. */
  void afterCommit() {
    if (!(protocol instanceof HadoopMapReduceCommitProtocol)) {
      return;
    }
    try {
      List<String> missing = written.missing(fileSystem(), output);
      if (!missing.isEmpty()) {
        throw new WriteException(
            "Cannot commit the write to %s: %d of %d files are gone, the first of them %s. %s"
                .formatted(output, missing.size(), written.count(), missing.get(0), remedy()));
      }
    } catch (IOException e) {
      throw new WriteException("Cannot look at the files that were committed to " + output, e);
    }
  }

  private static String remedy() {
    return "Another write into the path has deleted them. Nothing is replaced; write again when"
        + " the other one has ended.";
  }

  /** The protocol and committer that are used unless others are configured, which may differ. */
  private boolean movesFilesOfTasks() {
    return protocol.getClass() == SQLHadoopMapReduceCommitProtocol.class
        && HadoopCommitter.of(job.getConfiguration()).isOwnAttempt();
  }

  private int taskDirectories(Path attempt) throws IOException {
    int count = 0;
    try {
      for (FileStatus status : fileSystem().listStatus(attempt)) {
        if (!status.getPath().getName().equals(FileOutputCommitter.PENDING_DIR_NAME)) {
          count++;
        }
      }
    } catch (FileNotFoundException e) {
      return 0;
    }
    return count;
  }

  private FileSystem fileSystem() throws IOException {
    return output.getFileSystem(job.getConfiguration());
  }
}
