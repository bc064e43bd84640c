package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Removal of directories that hold nothing; never recursive, so that it cannot take data along. */
final class EmptyDirectories {

  private EmptyDirectories() {}

  /** Removes the directory when it exists and is empty, and says whether it is gone. */
  static boolean remove(FileSystem fileSystem, Path directory) throws IOException {
    try {
      RemoteIterator<FileStatus> children = fileSystem.listStatusIterator(directory);
      return !children.hasNext() && fileSystem.delete(directory, false);
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  /** Removes the directory and those above it, as long as they are empty and below {@code root}. */
  static void removeUpTo(FileSystem fileSystem, Path directory, Path root) throws IOException {
    Path path = directory;
    while (path.depth() > root.depth() && remove(fileSystem, path)) {
      path = path.getParent();
    }
  }
}
