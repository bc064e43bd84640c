package org.parquetext.spark.commit;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * What lies below a table's path at one moment and may be replaced: files, and links to
 * directories, which are not followed. The files of jobs that still run there are left out.
 */
final class OldFileListing {

  private final FileSystem fileSystem;
  private final Path root;
  private final OverwriteScope scope;
  private final Map<Path, OldFile> found = new LinkedHashMap<>();

  private OldFileListing(FileSystem fileSystem, Path root, OverwriteScope scope) {
    this.fileSystem = fileSystem;
    this.root = root;
    this.scope = scope;
  }

  /**
   * The files and links below a table's path, by path; none when there is no such directory.
   *
   * @param scope what may be replaced
   */
  static Map<Path, OldFile> below(FileSystem fileSystem, Path root, OverwriteScope scope)
      throws IOException {
    OldFileListing listing = new OldFileListing(fileSystem, root, scope);
    // A recursive listing goes through links. Object stores, which answer it at once, have none.
    if (fileSystem.supportsSymlinks()) {
      listing.walk(root);
    } else {
      listing.listAll();
    }
    return listing.found;
  }

  /** The files and links that lie in given directories, not deeper, by path. */
  static Map<Path, OldFile> in(
      FileSystem fileSystem, Path root, Iterable<Path> directories, OverwriteScope scope)
      throws IOException {
    OldFileListing listing = new OldFileListing(fileSystem, root, scope);
    for (Path directory : directories) {
      listing.walkIfThere(directory, child -> {});
    }
    return listing.found;
  }

  /** The names of the directories from a table's path to what lies below it, and its own. */
  static List<String> steps(Path root, Path path) {
    LinkedList<String> steps = new LinkedList<>();
    for (Path step = path; step.depth() > root.depth(); step = step.getParent()) {
      steps.addFirst(step.getName());
    }
    return steps;
  }

  private void listAll() throws IOException {
    Path top = root;
    for (String directory : scope.top()) {
      top = new Path(top, directory);
    }
    if (!top.equals(root)) {
      for (String summary : SummaryFiles.NAMES) {
        addIfThere(new Path(root, summary));
      }
    }
    listFiles(top);
  }

  private void listFiles(Path top) throws IOException {
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(top, true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        if (isListed(file.getPath())) {
          found.put(file.getPath(), OldFile.file(file));
        }
      }
    } catch (FileNotFoundException e) {
      // There is no such directory, so nothing to be replaced.
      return;
    }
  }

  private void addIfThere(Path file) throws IOException {
    try {
      found.put(file, OldFile.file(fileSystem.getFileStatus(file)));
    } catch (FileNotFoundException e) {
      // It is not there, so not to be replaced.
      return;
    }
  }

  /** What is done with a directory that a listing comes to. */
  @FunctionalInterface
  private interface Descent {
    void into(Path directory) throws IOException;
  }

  private void walk(Path directory) throws IOException {
    walkIfThere(directory, this::walk);
  }

  private void walkIfThere(Path directory, Descent descent) throws IOException {
    try {
      RemoteIterator<FileStatus> children = fileSystem.listStatusIterator(directory);
      while (children.hasNext()) {
        FileStatus child = children.next();
        if (isListed(child.getPath())) {
          visit(child, descent);
        }
      }
    } catch (FileNotFoundException e) {
      // Never there, or deleted since its parent was listed: nothing of it is to be replaced.
      return;
    }
  }

  private void visit(FileStatus child, Descent descent) throws IOException {
    Path path = child.getPath();
    if (child.isSymlink()) {
      found.put(path, OldFile.link(child.getSymlink().toString()));
    } else if (child.isFile()) {
      found.put(path, OldFile.file(child));
    } else if (isLocalLink(fileSystem, path)) {
      found.put(path, OldFile.link(Files.readSymbolicLink(local(path)).toString()));
    } else {
      descent.into(path);
    }
  }

  /**
   * Whether the path is a link that Hadoop shows as what it leads to, as it does for local ones.
   */
  static boolean isLocalLink(FileSystem fileSystem, Path path) {
    FileSystem raw = fileSystem;
    while (raw instanceof FilterFileSystem) {
      raw = ((FilterFileSystem) raw).getRawFileSystem();
    }
    return raw instanceof RawLocalFileSystem && Files.isSymbolicLink(local(path));
  }

  static java.nio.file.Path local(Path path) {
    return new File(path.toUri().getPath()).toPath();
  }

  private boolean isListed(Path path) {
    List<String> steps = steps(root, path);
    return !isUncommitted(steps.get(0)) && scope.mayReplace(steps);
  }

  private static boolean isUncommitted(String name) {
    return name.equals(FileOutputCommitter.PENDING_DIR_NAME)
        || name.startsWith(".spark-staging-")
        || name.startsWith("__magic");
  }
}
