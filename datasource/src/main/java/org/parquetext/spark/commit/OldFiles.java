package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.parquetext.WriteException;

/**
 * The files that an overwrite replaces: what lay below the path when the write was planned, exactly
 * that. They are deleted when the new files are committed and not before; files that appear later
 * belong to somebody else and stay.
 */
public final class OldFiles {

  private final Path root;
  private final List<Path> paths;

  private OldFiles(Path root, List<Path> paths) {
    this.root = root;
    this.paths = paths;
  }

  /** Nothing to replace: an append, or a path that did not exist. */
  public static OldFiles none() {
    return new OldFiles(null, Collections.emptyList());
  }

  /** Lists the files below a directory, except those of jobs that are still running there. */
  public static OldFiles below(FileSystem fileSystem, Path directory) throws IOException {
    // A path made from a URI may end with a slash, and would be one deeper than it is.
    Path root = new Path(directory.toString());
    List<Path> paths = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(root, true);
      while (files.hasNext()) {
        Path path = files.next().getPath();
        if (!isUncommitted(root, path)) {
          paths.add(path);
        }
      }
    } catch (FileNotFoundException e) {
      return none();
    }
    return new OldFiles(root, paths);
  }

  /** The files, as listed. */
  public List<Path> paths() {
    return Collections.unmodifiableList(paths);
  }

  /**
   * Deletes the files and the directories that become empty by it.
   *
   * @throws WriteException when a file could not be deleted: then the table holds old and new rows
   */
  void delete(Configuration conf) {
    if (paths.isEmpty()) {
      return;
    }
    try {
      FileSystem fileSystem = root.getFileSystem(conf);
      TreeSet<Path> emptied = deleteFiles(fileSystem, conf);
      removeEmptied(fileSystem, emptied);
    } catch (IOException e) {
      throw new WriteException(
          "Cannot delete the files that this overwrite of "
              + root
              + " replaces: the new files are committed, and some of the "
              + paths.size()
              + " old files are still there. Delete them by hand, or overwrite again.",
          e);
    }
  }

  private TreeSet<Path> deleteFiles(FileSystem fileSystem, Configuration conf) throws IOException {
    TreeSet<Path> parents = new TreeSet<>();
    for (Path path : paths) {
      if (!isReplacedInPlace(path, conf)) {
        if (!fileSystem.delete(path, false) && fileSystem.exists(path)) {
          throw new IOException("The file system refuses to delete " + path);
        }
        parents.add(path.getParent());
      }
    }
    return parents;
  }

  private void removeEmptied(FileSystem fileSystem, TreeSet<Path> parents) throws IOException {
    for (Path parent : parents.descendingSet()) {
      EmptyDirectories.removeUpTo(fileSystem, parent, root);
    }
  }

  /** The job's own success marker has the name of the old one and must stay. */
  private boolean isReplacedInPlace(Path path, Configuration conf) {
    return path.getName().equals(FileOutputCommitter.SUCCEEDED_FILE_NAME)
        && path.depth() == root.depth() + 1
        && conf.getBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, true);
  }

  private static boolean isUncommitted(Path root, Path file) {
    Path top = file;
    while (top.depth() > root.depth() + 1) {
      top = top.getParent();
    }
    String name = top.getName();
    return name.equals(FileOutputCommitter.PENDING_DIR_NAME)
        || name.startsWith(".spark-staging-")
        || name.startsWith("__magic");
  }
}
