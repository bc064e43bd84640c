package org.parquetext.spark.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary files that a write has left that could not delete them, or whose driver was killed. A
 * process knows of the former. Of the latter, a driver on the same machine finds out by the {@link
 * DriverMark} that a write of parquet-ext leaves among them. Else nobody can tell them from those
 * of a write that runs, but by their age: they are taken for abandoned when nothing of an attempt
 * was modified for a week. Should its write run nevertheless, it fails when it commits ({@link
 * LostFileCheck}).
 */
final class AbandonedAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedAttempts.class);

  private static final Duration AGE = Duration.ofDays(7);

  /** Paths of attempts of this process that have ended and could not be deleted then. */
  private static final Set<String> ENDED = ConcurrentHashMap.newKeySet();

  private AbandonedAttempts() {}

  /** Leaves the mark of this process as the driver of an attempt. */
  static void mark(FileSystem fileSystem, Path attempt) throws IOException {
    new DriverMark(fileSystem, running(attempt)).leave();
  }

  /** Deletes an attempt that has ended; should that fail, the next write of this process does. */
  static void end(FileSystem fileSystem, Path attempt) throws IOException {
    ENDED.add(attempt.toUri().getPath());
    deleteEnded(fileSystem, attempt);
  }

  private static void deleteEnded(FileSystem fileSystem, Path attempt) throws IOException {
    fileSystem.delete(attempt, true);
    ENDED.remove(attempt.toUri().getPath());
  }

  /** Where Hadoop's committer does not look for what to commit. */
  private static Path running(Path attempt) {
    return new Path(attempt, FileOutputCommitter.PENDING_DIR_NAME);
  }

  /** Deletes the abandoned attempts of a directory of attempts, as far as that is possible. */
  static void delete(FileSystem fileSystem, Path attempts) {
    try {
      if (!fileSystem.exists(attempts)) {
        return;
      }
      for (FileStatus attempt : fileSystem.listStatus(attempts)) {
        if (isAbandoned(fileSystem, attempt)) {
          LOG.info("Deleting {}, which a write has left that ended", attempt.getPath());
          deleteEnded(fileSystem, attempt.getPath());
        }
      }
    } catch (IOException e) {
      LOG.warn("Cannot look for abandoned files in {}", attempts, e);
    }
  }

  private static boolean isAbandoned(FileSystem fileSystem, FileStatus attempt) throws IOException {
    return ENDED.contains(attempt.getPath().toUri().getPath())
        || new DriverMark(fileSystem, running(attempt.getPath())).hasDriverEnded()
        || isOld(fileSystem, attempt);
  }

  private static boolean isOld(FileSystem fileSystem, FileStatus attempt) throws IOException {
    long oldest = System.currentTimeMillis() - AGE.toMillis();
    if (attempt.getModificationTime() > oldest) {
      return false;
    }
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(attempt.getPath(), true);
    while (files.hasNext()) {
      if (files.next().getModificationTime() > oldest) {
        return false;
      }
    }
    return true;
  }
}
