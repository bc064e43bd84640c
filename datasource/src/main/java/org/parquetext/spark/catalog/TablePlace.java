package org.parquetext.spark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where a table is, or may come to be. */
record TablePlace(Path path, Configuration conf) {

  /** What is in it now, one level deep; nothing if there is no such directory. */
  List<Path> children() {
    try {
      FileSystem fileSystem = path.getFileSystem(conf);
      return fileSystem.exists(path)
          ? Arrays.stream(fileSystem.listStatus(path)).map(FileStatus::getPath).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at the table's path " + path, e);
    }
  }
}
