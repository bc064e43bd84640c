package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Empty files of one kind beside the log of a stream. All that they say are their names, so that
 * each is there at once or not at all; readers of the log pass over them.
 *
 * @param log the directory of the log
 * @param prefix how the names of this kind begin, with a dot
 */
record LogMarks(FileSystem fileSystem, Path log, String prefix) {

  /** What the marks that are there say, in any order. */
  List<String> all() throws IOException {
    List<String> marks = new ArrayList<>();
    try {
      for (FileStatus status : fileSystem.listStatus(log)) {
        String name = status.getPath().getName();
        if (name.startsWith(prefix)) {
          marks.add(name.substring(prefix.length()));
        }
      }
    } catch (FileNotFoundException e) {
      // Nobody has begun the log.
      return List.of();
    }
    return marks;
  }

  boolean has(String mark) throws IOException {
    return fileSystem.exists(path(mark));
  }

  /** Leaves a mark. One that is there already is no error. */
  void leave(String mark) throws IOException {
    fileSystem.create(path(mark), true).close();
  }

  /** Takes a mark away. One that is not there is no error. */
  void delete(String mark) throws IOException {
    FileDeletion.delete(fileSystem, path(mark));
  }

  /** The file that says so. */
  Path path(String mark) {
    return new Path(log, prefix + mark);
  }
}
