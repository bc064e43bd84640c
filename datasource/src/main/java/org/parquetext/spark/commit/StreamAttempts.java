package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts to write a batch of a stream that have not begun to commit. Each has the {@link
 * DriverMark} of its driver beside the log, until it commits. So the files of an attempt that still
 * has a mark are not in the log, and when its driver has ended, they never will be: they are
 * deleted. Of an attempt that died while it committed nobody knows, and its files stay.
 */
final class StreamAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(StreamAttempts.class);

  private static final String DIRECTORY = ".attempts";

  /** Those of this process that have failed, and whose files could not be deleted then. */
  private static final Set<UUID> FAILED = ConcurrentHashMap.newKeySet();

  private final FileSystem fileSystem;
  private final Path table;
  private final StreamLog log;
  private final Path directory;

  StreamAttempts(FileSystem fileSystem, Path table, StreamLog log) {
    this.fileSystem = fileSystem;
    this.table = table;
    this.log = log;
    this.directory = new Path(log.directory(), DIRECTORY);
  }

  /** An attempt begins. */
  void begin(UUID attempt) throws IOException {
    new DriverMark(fileSystem, mark(attempt)).leave();
  }

  /**
   * An attempt begins to commit, or has deleted its files.
   *
   * @throws IOException if its mark stays; then it must not commit
   */
  void forget(UUID attempt) throws IOException {
    Path mark = mark(attempt);
    if (!fileSystem.delete(mark, true) && fileSystem.exists(mark)) {
      throw new IOException("The file system refuses to delete " + mark);
    }
    FAILED.remove(attempt);
    EmptyDirectories.remove(fileSystem, directory);
  }

  /** An attempt of this process has failed: deletes its files, now or with the next attempt. */
  void fail(UUID attempt) throws IOException {
    FAILED.add(attempt);
    deleteFiles(attempt);
  }

  /** Deletes the files of attempts that failed, or whose driver has ended; as far as possible. */
  void deleteAbandoned() {
    try {
      for (FileStatus status : fileSystem.listStatus(directory)) {
        UUID attempt = UUID.fromString(status.getPath().getName());
        if (FAILED.contains(attempt)
            || new DriverMark(fileSystem, status.getPath()).hasDriverEnded()) {
          LOG.info("Deleting the files of attempt {} at a batch of {}", attempt, table);
          deleteFiles(attempt);
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("No attempt at a batch of {} was abandoned", table, e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete what abandoned attempts at a batch have left in {}", table, e);
    }
  }

  /**
   * Deletes the files of an attempt that the log does not list, by a listing of the whole table,
   * and forgets it.
   */
  void deleteFiles(UUID attempt) throws IOException {
    OwnFiles own = new OwnFiles(table, attempt);
    List<Path> files = new ArrayList<>(own.list(fileSystem));
    files.removeAll(listed(files));
    own.delete(fileSystem, files);
    forget(attempt);
  }

  /**
   * Those that the log lists: the names of attempts have only some bits that tell them apart, and a
   * stream has many.
   */
  private Set<Path> listed(List<Path> files) {
    return files.isEmpty() ? Set.of() : log.files();
  }

  private Path mark(UUID attempt) {
    return new Path(directory, attempt.toString());
  }
}
