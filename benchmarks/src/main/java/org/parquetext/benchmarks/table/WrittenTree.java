package org.parquetext.benchmarks.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** The files below a table's folder, by path. */
public final class WrittenTree {

  /** One file: its path relative to the folder, and its bytes. */
  public record File(String path, long bytes) {}

  private final Path folder;
  private final List<File> files;

  private WrittenTree(Path folder, List<File> files) {
    this.folder = folder;
    this.files = Collections.unmodifiableList(files);
  }

  /** Lists what lies below the folder now. */
  public static WrittenTree list(SparkSession session, String folder) {
    try {
      FileSystem system = new Path(folder).getFileSystem(session.sessionState().newHadoopConf());
      Path root = system.makeQualified(new Path(folder));
      List<File> files = new ArrayList<>();
      RemoteIterator<LocatedFileStatus> found = system.listFiles(root, true);
      while (found.hasNext()) {
        LocatedFileStatus file = found.next();
        files.add(
            new File(root.toUri().relativize(file.getPath().toUri()).getPath(), file.getLen()));
      }
      files.sort(Comparator.comparing(File::path));
      return new WrittenTree(root, files);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  public Path folder() {
    return folder;
  }

  public List<File> files() {
    return files;
  }

  /** The files that hold rows: all but {@code _SUCCESS}, {@code _delta_log} and their like. */
  public List<File> dataFiles() {
    return files.stream().filter(file -> isData(file.path())).toList();
  }

  /** Bytes of the files that hold rows. */
  public long dataBytes() {
    return dataFiles().stream().mapToLong(File::bytes).sum();
  }

  private static boolean isData(String path) {
    return Arrays.stream(path.split("/")).noneMatch(WrittenTree::isHidden);
  }

  /** As Spark's readers see it: a partition's folder may be named after a column {@code _id}. */
  private static boolean isHidden(String name) {
    return (name.startsWith("_") && !name.contains("=")) || name.startsWith(".");
  }
}
