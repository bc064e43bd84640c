package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.parquetext.WriteException;

/**
 * The files that an overwrite replaces: what lay below the path when the write was planned, exactly
 * that. They are deleted when the new files are committed and not before; files that appear later,
 * also under the name of an old one, belong to somebody else and stay. Links to directories are
 * replaced like files: the link goes, and what it leads to stays.
 */
public final class OldFiles {

  private final Path root;
  private final Map<Path, OldFile> files;

  private OldFiles(Path root, Map<Path, OldFile> files) {
    this.root = root;
    this.files = files;
  }

  /** Nothing to replace: an append, or a path that did not exist. */
  public static OldFiles none() {
    return new OldFiles(null, Collections.emptyMap());
  }

  /** Lists the files below a directory, except those of jobs that are still running there. */
  public static OldFiles below(FileSystem fileSystem, Path directory) throws IOException {
    // A path made from a URI may end with a slash, and would be one deeper than it is.
    Path root = new Path(directory.toString());
    try {
      return new OldFiles(root, OldFileListing.below(fileSystem, root));
    } catch (FileNotFoundException e) {
      return none();
    }
  }

  /** The files and the links to directories, as listed. */
  public List<Path> paths() {
    return new ArrayList<>(files.keySet());
  }

  /** The links to directories. */
  public List<Path> links() {
    return files.keySet().stream().filter(path -> files.get(path).isLink()).toList();
  }

  /**
   * Deletes the files and the directories that become empty by it.
   *
   * @throws WriteException when a file could not be deleted: then the table holds old and new rows
   */
  void delete(Configuration conf) {
    if (files.isEmpty()) {
      return;
    }
    try {
      FileSystem fileSystem = root.getFileSystem(conf);
      TreeSet<Path> emptied = deleteFiles(fileSystem, conf);
      for (Path parent : emptied.descendingSet()) {
        EmptyDirectories.removeUpTo(fileSystem, parent, root);
      }
    } catch (IOException e) {
      throw new WriteException(
          "Cannot delete the files that this overwrite of "
              + root
              + " replaces: the new files are committed, and some of the "
              + files.size()
              + " old files are still there. Delete them by hand, or overwrite again.",
          e);
    }
  }

  private TreeSet<Path> deleteFiles(FileSystem fileSystem, Configuration conf) throws IOException {
    Map<Path, OldFile> now = listNow(fileSystem);
    TreeSet<Path> parents = new TreeSet<>();
    for (Path path : files.keySet()) {
      OldFile found = now.get(path);
      if (found == null) {
        parents.add(path.getParent());
      } else if (found.equals(files.get(path)) && !isReplacedInPlace(path, conf)) {
        delete(fileSystem, path, found);
        parents.add(path.getParent());
      }
    }
    return parents;
  }

  /** One listing is cheaper than asking for each file whether it is still the same. */
  private Map<Path, OldFile> listNow(FileSystem fileSystem) throws IOException {
    try {
      return OldFileListing.below(fileSystem, root);
    } catch (FileNotFoundException e) {
      return Collections.emptyMap();
    }
  }

  private static void delete(FileSystem fileSystem, Path path, OldFile file) throws IOException {
    if (file.isLink() && OldFileListing.isLocalLink(fileSystem, path)) {
      // Hadoop deletes a local link only in a way that would delete a directory with all it holds.
      Files.deleteIfExists(OldFileListing.local(path));
    } else if (!fileSystem.delete(path, false) && fileSystem.exists(path)) {
      throw new IOException("The file system refuses to delete " + path);
    }
  }

  /** The job's own success marker has the name of the old one and must stay. */
  private boolean isReplacedInPlace(Path path, Configuration conf) {
    return path.getName().equals(FileOutputCommitter.SUCCEEDED_FILE_NAME)
        && path.depth() == root.depth() + 1
        && conf.getBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, true);
  }
}
