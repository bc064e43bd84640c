package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files that the committed tasks of a job have written, by their path below the table's. */
final class WrittenFiles {

  /** How many objects a store lists in one answer. */
  private static final long LISTED_AT_ONCE = 1000;

  private final Set<String> paths = new TreeSet<>();
  private final Set<String> directories = new HashSet<>();
  private final int tasks;

  WrittenFiles(List<CommittedTask> committed) {
    int writing = 0;
    for (CommittedTask task : committed) {
      List<CommittedFile> files = task.files();
      writing += files.isEmpty() ? 0 : 1;
      for (CommittedFile file : files) {
        paths.add(file.relativePath());
        directories.add(file.directory());
      }
    }
    this.tasks = writing;
  }

  /** The partition directories, below the table's path; one of an empty name for none. */
  Set<String> directories() {
    return directories;
  }

  /** Whether the file, named by its steps below the table's path, is one of them. */
  boolean contains(List<String> steps) {
    return paths.contains(String.join("/", steps));
  }

  /** How many there are. */
  int count() {
    return paths.size();
  }

  /** How many tasks have written files. */
  int tasks() {
    return tasks;
  }

  /**
   * Those that are not below the table's path, in order. A store that lists many objects at once is
   * asked at most twice as often as there are files, and mostly much less.
   */
  List<String> missing(FileSystem fileSystem, Path output) throws IOException {
    Set<String> sought = new TreeSet<>(paths);
    if (!fileSystem.supportsSymlinks()) {
      strikeOutListed(fileSystem, output, sought);
    }
    List<String> missing = new ArrayList<>();
    for (String path : sought) {
      if (!fileSystem.exists(new Path(output, path))) {
        missing.add(path);
      }
    }
    return missing;
  }

  /** Ends where the listing has cost as much as asking for each file would have. */
  private static void strikeOutListed(FileSystem fileSystem, Path output, Set<String> sought)
      throws IOException {
    Path root = new Path(output.toString());
    long most = sought.size() * LISTED_AT_ONCE;
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(root, true);
      for (long i = 0; i < most && !sought.isEmpty() && files.hasNext(); i++) {
        sought.remove(String.join("/", OldFileListing.steps(root, files.next().getPath())));
      }
    } catch (FileNotFoundException e) {
      // There is no such directory: what is sought is missing.
      return;
    }
  }
}
