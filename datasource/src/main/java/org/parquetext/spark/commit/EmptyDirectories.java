package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removal of directories that hold nothing; never recursive, so that it cannot take data along, and
 * never of a link to one. A directory that cannot be removed is logged: it does no harm.
 */
final class EmptyDirectories {

  private static final Logger LOG = LoggerFactory.getLogger(EmptyDirectories.class);

  private EmptyDirectories() {}

  /** Removes the directory when it exists and is empty, and says whether it is gone. */
  static boolean remove(FileSystem fileSystem, Path directory) {
    try {
      RemoteIterator<FileStatus> children = fileSystem.listStatusIterator(directory);
      return !children.hasNext()
          && !OldFileListing.isLocalLink(fileSystem, directory)
          && fileSystem.delete(directory, false);
    } catch (FileNotFoundException e) {
      return true;
    } catch (IOException e) {
      LOG.warn("Cannot remove directory {}, although it seems to be empty", directory, e);
      return false;
    }
  }

  /** Removes the directory and those above it, as long as they are empty and below {@code root}. */
  static void removeUpTo(FileSystem fileSystem, Path directory, Path root) {
    Path path = directory;
    while (path.depth() > root.depth() && remove(fileSystem, path)) {
      path = path.getParent();
    }
  }

  /**
   * Removes empty directories of partitions, at any depth.
   *
   * @param since only those modified then or later, in milliseconds since 1970
   */
  static void removePartitions(FileSystem fileSystem, Path root, long since) {
    try {
      for (FileStatus child : fileSystem.listStatus(root)) {
        Path path = child.getPath();
        if (child.isDirectory()
            && path.getName().contains("=")
            && !OldFileListing.isLocalLink(fileSystem, path)) {
          removePartitions(fileSystem, path, since);
          if (child.getModificationTime() >= since) {
            remove(fileSystem, path);
          }
        }
      }
    } catch (FileNotFoundException e) {
      // It is gone already.
      return;
    } catch (IOException e) {
      LOG.warn("Cannot look for empty directories in {}", root, e);
    }
  }
}
