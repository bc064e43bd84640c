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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that an overwrite replaces: what lay below the path when the write was planned, exactly
 * that. They are deleted when the new files are committed and not before; files that appear later
 * belong to somebody else and stay.
 */
public final class OldFiles {

  private static final Logger LOG = LoggerFactory.getLogger(OldFiles.class);

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

  /** Lists the files below {@code root}, except those of jobs that are still running there. */
  public static OldFiles below(FileSystem fileSystem, Path root) throws IOException {
    List<Path> paths = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(root, true);
      while (files.hasNext()) {
        Path path = files.next().getPath();
        if (!isUncommitted(relative(root, path))) {
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
      Path directory = parent;
      while (!directory.equals(root) && EmptyDirectories.remove(fileSystem, directory)) {
        LOG.debug("Removed {}, emptied by an overwrite", directory);
        directory = directory.getParent();
      }
    }
  }

  /** The job's own success marker has the name of the old one and must stay. */
  private boolean isReplacedInPlace(Path path, Configuration conf) {
    return path.getName().equals(FileOutputCommitter.SUCCEEDED_FILE_NAME)
        && path.getParent().equals(root)
        && conf.getBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, true);
  }

  private static boolean isUncommitted(String relative) {
    return relative.startsWith(FileOutputCommitter.PENDING_DIR_NAME + "/")
        || relative.startsWith(".spark-staging-")
        || relative.startsWith("__magic");
  }

  private static String relative(Path root, Path path) {
    return root.toUri().relativize(path.toUri()).getPath();
  }
}
