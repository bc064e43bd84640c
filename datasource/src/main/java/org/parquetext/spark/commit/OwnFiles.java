package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one write at their places in the table, known by their names: Spark's protocols name
 * each file after the job. One that reuses names makes files that are nobody's here.
 */
final class OwnFiles {

  private static final Logger LOG = LoggerFactory.getLogger(OwnFiles.class);

  private final Path root;
  private final UUID write;

  OwnFiles(Path output, UUID write) {
    // A path made from a URI may end with a slash, and would be one deeper than it is.
    this.root = new Path(output.toString());
    this.write = write;
  }

  /** Whether a file is one of them. */
  boolean contains(Path file) {
    String name = file.getName();
    return name.contains(write.toString()) || TimeOrderedUuid.isWithin(name, write);
  }

  /** Those that are there, by one listing. */
  List<Path> list(FileSystem fileSystem) throws IOException {
    List<Path> files = new ArrayList<>();
    if (fileSystem.exists(root)) {
      RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(root, true);
      while (all.hasNext()) {
        Path path = all.next().getPath();
        if (contains(path)) {
          files.add(path);
        }
      }
    }
    return files;
  }

  /**
   * Deletes what is there and not of a committed task. Where committed files are listed by other
   * names than they were written by, as in a file system that does not tell {@code p=a} from {@code
   * p=A}, nobody can tell what that is, and nothing is deleted.
   *
   * @param written what the job has committed, and what is known to be there
   */
  void deleteAllBut(WrittenFiles written, FileSystem fileSystem) throws IOException {
    List<Path> own = list(fileSystem);
    List<Path> others =
        own.stream().filter(file -> !written.contains(OldFileListing.steps(root, file))).toList();
    if (own.size() - others.size() == written.count()) {
      delete(fileSystem, others);
    } else if (!others.isEmpty()) {
      LOG.warn("{} and {} other files may be of failed attempts", others.get(0), others.size() - 1);
    }
  }

  /**
   * Deletes files, if they are of the write and there, and the directories that become empty by it.
   *
   * @throws IOException the first failure, when all others are deleted
   */
  void delete(FileSystem fileSystem, Collection<Path> files) throws IOException {
    Throwable failure = null;
    for (Path file : files) {
      failure = Failures.first(failure, () -> delete(fileSystem, file));
    }
    Failures.rethrowAsIs(failure);
  }

  private void delete(FileSystem fileSystem, Path file) throws IOException {
    if (contains(file)) {
      FileDeletion.delete(fileSystem, file);
      EmptyDirectories.removeUpTo(fileSystem, file.getParent(), root);
    } else if (fileSystem.exists(file)) {
      LOG.warn("{} stays: by its name it may be older than the failed write", file);
    }
  }
}
