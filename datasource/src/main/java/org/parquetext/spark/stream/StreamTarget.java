package org.parquetext.spark.stream;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.parquetext.WriteException;
import org.parquetext.spark.commit.StreamLog;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.StoreSettings;
import org.parquetext.spark.guard.ForeignTables;

/**
 * The directory that a stream writes to. Readers of a directory with a {@link StreamLog} see the
 * files that it lists and no others, so that a stream may only go where nothing else is.
 *
 * @param path qualified
 * @param checkpoint qualified, if the query names one
 */
record StreamTarget(
    SparkSession session, FileSystem fileSystem, Path path, Optional<Path> checkpoint) {

  /** The directory that options name. */
  static StreamTarget of(SparkSession session, GivenOptions options) {
    try {
      Configuration hadoop = ofAllWrites(options).hadoopConfiguration(session);
      Path given = new Path(options.path());
      FileSystem fileSystem = given.getFileSystem(hadoop);
      return new StreamTarget(
          session, fileSystem, fileSystem.makeQualified(given), checkpoint(options, hadoop));
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + options.path(), e);
    }
  }

  /** A store keeps what it is first asked with: what concerns uploads is the tasks' only. */
  private static GivenOptions ofAllWrites(GivenOptions options) {
    return options.without(
        options.values().keySet().stream().filter(StoreSettings::isOfUpload).toList());
  }

  /** Where the query keeps its own files, if it says so: they may lie below the path. */
  private static Optional<Path> checkpoint(GivenOptions options, Configuration hadoop)
      throws IOException {
    Optional<String> location = options.value("checkpointLocation");
    if (location.isEmpty()) {
      return Optional.empty();
    }
    Path path = new Path(location.get());
    return Optional.of(path.getFileSystem(hadoop).makeQualified(path));
  }

  /**
   * Makes sure that a stream may write there.
   *
   * @throws IllegalArgumentException saying what is there, and the remedy
   */
  void require() {
    ForeignTables foreign = new ForeignTables(fileSystem.getConf());
    foreign.refuseWrite(path);
    if (session.sessionState().conf().fileStreamSinkMetadataIgnored()) {
      return;
    }
    if (path.getParent() != null) {
      foreign.refuseStreamingLog(path.getParent());
    }
    try {
      refuseOtherFiles();
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + path, e);
    }
  }

  /** Whether a stream has begun to write there, and readers go by its log. */
  boolean hasLog() {
    try {
      return !session.sessionState().conf().fileStreamSinkMetadataIgnored()
          && fileSystem.exists(StreamLog.directory(path));
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + path, e);
    }
  }

  private void refuseOtherFiles() throws IOException {
    if (!fileSystem.exists(path) || hasLog()) {
      return;
    }
    if (!fileSystem.getFileStatus(path).isDirectory()) {
      throw new IllegalArgumentException(
          "Cannot write a stream to %s: it is a file, and a stream needs a directory."
              .formatted(path));
    }
    Optional<Path> file = visibleFile();
    if (file.isPresent()) {
      throw new IllegalArgumentException(
          ("Cannot write a stream to %s: it holds files that no stream has written, the first of"
                  + " them %s. Beside the log of a stream, readers would no longer see them. Write"
                  + " to another path, or move them away.")
              .formatted(path, file.get()));
    }
  }

  private Optional<Path> visibleFile() throws IOException {
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(path, true);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (isVisible(file) && !isOfCheckpoint(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private boolean isOfCheckpoint(Path file) {
    return checkpoint.isPresent() && file.toString().startsWith(checkpoint.get() + Path.SEPARATOR);
  }

  /** As Spark's readers see it: names that begin with a dot or an underscore are hidden. */
  private boolean isVisible(Path file) {
    List<String> names =
        List.of(path.toUri().relativize(file.toUri()).getPath().split(Path.SEPARATOR));
    return names.stream()
        .noneMatch(name -> name.startsWith(".") || name.startsWith("_") && !name.contains("="));
  }
}
