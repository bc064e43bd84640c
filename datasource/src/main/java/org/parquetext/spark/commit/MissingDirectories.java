package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The directories on the way to an output path that did not exist before its job began. */
final class MissingDirectories {

  private final FileSystem fileSystem;

  /** Deepest first. */
  private final List<Path> paths;

  private MissingDirectories(FileSystem fileSystem, List<Path> paths) {
    this.fileSystem = fileSystem;
    this.paths = paths;
  }

  static MissingDirectories above(FileSystem fileSystem, Path output) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = output; path != null && !fileSystem.exists(path); path = path.getParent()) {
      missing.add(path);
    }
    return new MissingDirectories(fileSystem, missing);
  }

  /** Removes those that exist by now and hold nothing. */
  void removeEmpty() {
    for (Path path : paths) {
      EmptyDirectories.remove(fileSystem, path);
    }
  }
}
