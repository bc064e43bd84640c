package org.parquetext.spark.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.parquetext.WriteException;

/**
 * The files that an overwrite replaces: what lay below the path when the write was planned, as far
 * as it is in the overwrite's scope, and exactly that. They are deleted when the new files are
 * committed and not before; files that appear later, also under the name of an old one, belong to
 * somebody else and stay. Links to directories are replaced like files: the link goes, and what it
 * leads to stays.
 */
public final class OldFiles {

  private static final String STREAMING_LOG = "_spark_metadata";

  /** How many objects a store lists in one answer. */
  private static final long LISTED_AT_ONCE = 1000;

  private final Path root;
  private final OverwriteScope scope;
  private final Map<Path, OldFile> files;

  private OldFiles(Path root, OverwriteScope scope, Map<Path, OldFile> files) {
    this.root = root;
    this.scope = scope;
    this.files = files;
  }

  /** Nothing to replace: an append. */
  public static OldFiles none() {
    return new OldFiles(null, OverwriteScope.everything(), Collections.emptyMap());
  }

  /**
   * Lists the files below a table's path, if there are any, except those of jobs that are still
   * running there.
   *
   * @param scope which of them may be replaced
   */
  public static OldFiles below(FileSystem fileSystem, Path directory, OverwriteScope scope)
      throws IOException {
    // A path made from a URI may end with a slash, and would be one deeper than it is.
    Path root = new Path(directory.toString());
    return new OldFiles(root, scope, OldFileListing.below(fileSystem, root, scope));
  }

  /** The files and the links to directories that may be replaced, as listed. */
  public List<Path> paths() {
    return new ArrayList<>(files.keySet());
  }

  /** The links to directories. */
  public List<Path> links() {
    return files.keySet().stream().filter(path -> files.get(path).isLink()).toList();
  }

  /**
   * Deletes all of them, with nothing in their place.
   *
   * @throws WriteException when a file could not be deleted
   */
  public void delete(Configuration conf) {
    delete(conf, new WrittenFiles(List.of()));
  }

  /**
   * Deletes the files that the write replaces and the directories that become empty by it. What
   * tells readers which files there are goes first, so that at no moment it speaks of files that
   * are gone.
   *
   * @param written what the job has committed
   * @throws WriteException when a file could not be deleted: then the table holds old and new rows
   */
  void delete(Configuration conf, WrittenFiles written) {
    if (root == null) {
      return;
    }
    try {
      FileSystem fileSystem = root.getFileSystem(conf);
      Set<Path> replaced = replaced(conf, written);
      Map<Path, OldFile> now = listNow(fileSystem, replaced);
      delete(fileSystem, now, replaced.stream().filter(this::isAboutFiles).toList());
      if (scope instanceof WholeTable) {
        // Empty, it still hides all files from readers; also one that an earlier overwrite has
        // left that died here.
        EmptyDirectories.remove(fileSystem, new Path(root, STREAMING_LOG));
      }
      delete(fileSystem, now, replaced.stream().filter(path -> !isAboutFiles(path)).toList());
    } catch (IOException | RuntimeException e) {
      throw new WriteException(
          "Cannot delete the files that this overwrite of "
              + root
              + " replaces: the new files are committed, and some of the "
              + files.size()
              + " old files are still there. Delete them by hand, or overwrite again.",
          e);
    }
  }

  private Set<Path> replaced(Configuration conf, WrittenFiles written) {
    Set<Path> replaced = new LinkedHashSet<>();
    for (Path path : files.keySet()) {
      List<String> steps = OldFileListing.steps(root, path);
      if (scope.replaces(steps, written.directories())
          && !written.contains(steps)
          && !isReplacedInPlace(path, conf)) {
        replaced.add(path);
      }
    }
    return replaced;
  }

  private boolean isAboutFiles(Path path) {
    String first = OldFileListing.steps(root, path).get(0);
    return first.equals(STREAMING_LOG) || SummaryFiles.NAMES.contains(first);
  }

  /** Listings are cheaper than asking for each file whether it is still the same. */
  private Map<Path, OldFile> listNow(FileSystem fileSystem, Set<Path> replaced) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    replaced.forEach(path -> directories.add(path.getParent()));
    return fileSystem.supportsSymlinks() || directories.size() * LISTED_AT_ONCE <= files.size()
        ? OldFileListing.in(fileSystem, root, directories, scope)
        : OldFileListing.below(fileSystem, root, scope);
  }

  private void delete(FileSystem fileSystem, Map<Path, OldFile> now, List<Path> paths)
      throws IOException {
    TreeSet<Path> emptied = new TreeSet<>();
    List<Path> unchanged = new ArrayList<>();
    for (Path path : paths) {
      OldFile found = now.get(path);
      if (found != null && !found.equals(files.get(path))) {
        continue;
      }
      emptied.add(path.getParent());
      if (found != null && found.isLink() && OldFileListing.isLocalLink(fileSystem, path)) {
        // Hadoop deletes it only in a way that would delete a directory with all it holds.
        Files.deleteIfExists(OldFileListing.local(path));
      } else if (found != null) {
        unchanged.add(path);
      }
    }
    FileDeletion.delete(fileSystem, root, unchanged);
    for (Path parent : emptied.descendingSet()) {
      EmptyDirectories.removeUpTo(fileSystem, parent, root);
    }
  }

  /** The job's own success marker has the name of the old one and must stay. */
  private boolean isReplacedInPlace(Path path, Configuration conf) {
    return path.getName().equals(FileOutputCommitter.SUCCEEDED_FILE_NAME)
        && path.depth() == root.depth() + 1
        && conf.getBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, true);
  }
}
