package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The mark of its driver that a write leaves among its temporary files, by which a driver on the
 * same machine finds out that it has ended.
 *
 * @param directory a directory of one write, which deletes it when it ends
 */
record DriverMark(FileSystem fileSystem, Path directory) {

  private static final String PREFIX = ".driver-";

  /** S3A makes uploads of files below its directories of uploads, but of those named so. */
  private static final String SUFFIX = ".pending";

  /** Leaves the mark of this process. */
  void leave() throws IOException {
    Optional<DriverProcess> driver = DriverProcess.current();
    if (driver.isPresent()) {
      create(new Path(directory, PREFIX + driver.get().name() + SUFFIX));
    }
  }

  /**
   * Without its native library, Hadoop starts a process for a local file and one for its checksum.
   */
  private void create(Path mark) throws IOException {
    if (fileSystem.getClass() == LocalFileSystem.class) {
      fileSystem.mkdirs(directory);
      Files.write(((LocalFileSystem) fileSystem).pathToFile(mark).toPath(), new byte[0]);
    } else {
      fileSystem.create(mark, true).close();
    }
  }

  /** Whether there is a mark, of a driver that is known to have ended. */
  boolean hasDriverEnded() throws IOException {
    try {
      for (FileStatus status : fileSystem.listStatus(directory)) {
        String name = status.getPath().getName();
        if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
          return DriverProcess.named(
                  name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
              .filter(DriverProcess::hasEnded)
              .isPresent();
        }
      }
      return false;
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
