package org.parquetext.spark.commit;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
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
 * What lies below a directory at one moment: files, and links to directories, which are not
 * followed. The files of jobs that still run there are left out.
 */
final class OldFileListing {

  private final FileSystem fileSystem;
  private final Path root;
  private final Map<Path, OldFile> found = new LinkedHashMap<>();

  private OldFileListing(FileSystem fileSystem, Path root) {
    this.fileSystem = fileSystem;
    this.root = root;
  }

  /**
   * The files and links below a directory, by path.
   *
   * @throws FileNotFoundException when there is no such directory
   */
  static Map<Path, OldFile> below(FileSystem fileSystem, Path root) throws IOException {
    OldFileListing listing = new OldFileListing(fileSystem, root);
    // A recursive listing goes through links. Object stores, which answer it at once, have none.
    if (fileSystem.supportsSymlinks()) {
      listing.walk(root);
    } else {
      listing.listAll();
    }
    return listing.found;
  }

  private void listAll() throws IOException {
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(root, true);
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      if (!isUncommitted(file.getPath())) {
        found.put(file.getPath(), OldFile.file(file));
      }
    }
  }

  private void walk(Path directory) throws IOException {
    RemoteIterator<FileStatus> children = fileSystem.listStatusIterator(directory);
    while (children.hasNext()) {
      FileStatus child = children.next();
      if (!isUncommitted(child.getPath())) {
        visit(child);
      }
    }
  }

  private void visit(FileStatus child) throws IOException {
    Path path = child.getPath();
    if (child.isSymlink()) {
      found.put(path, OldFile.link(child.getSymlink().toString()));
    } else if (child.isFile()) {
      found.put(path, OldFile.file(child));
    } else if (isLocalLink(fileSystem, path)) {
      found.put(path, OldFile.link(Files.readSymbolicLink(local(path)).toString()));
    } else {
      walkIfThere(path);
    }
  }

  private void walkIfThere(Path directory) throws IOException {
    try {
      walk(directory);
    } catch (FileNotFoundException e) {
      // Somebody has deleted it since its parent was listed: nothing of it is left to be replaced.
      return;
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

  private boolean isUncommitted(Path file) {
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
