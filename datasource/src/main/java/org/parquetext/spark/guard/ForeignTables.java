package org.parquetext.spark.guard;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the tables of other formats, whose Parquet files are only part of the truth: plain files
 * written among them would be unknown to the table, and a plain read would return removed rows.
 * Looks at a directory and at all above it.
 */
public final class ForeignTables {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignTables.class);

  private static final String STREAMING_LOG = "_spark_metadata";

  private final Configuration conf;

  public ForeignTables(Configuration conf) {
    this.conf = conf;
  }

  /** Refuses to read directories that are, or lie under, a table of another format. */
  public void refuseRead(List<Path> directories) {
    Set<Path> seen = new HashSet<>();
    for (Path directory : directories) {
      refuseFrom(directory, directory, seen);
    }
  }

  /** Refuses to write to a directory that is, or lies under, a table of another format. */
  public void refuseWrite(Path directory) {
    // What a write names may be called like a partition directory, and be a table's root.
    refuseTable(directory, directory);
    refuseFrom(directory.getParent(), directory, new HashSet<>());
  }

  /**
   * Refuses to write a table of one format where there is one of another, or within a table.
   *
   * @param own the format, in lower case
   */
  public void refuseTableOfAnotherFormat(Path directory, String own) {
    Optional<String> found = format(directory);
    if (found.isPresent() && !found.get().toLowerCase(Locale.ROOT).equals(own)) {
      refuseTable(directory, directory);
    }
    refuseFrom(directory.getParent(), directory, new HashSet<>());
  }

  /** Refuses to replace files that belong to a table of another format below the directory. */
  void refuseReplacing(List<Path> files, Path directory) {
    for (Path file : files) {
      if (file.getName().endsWith(".metadata.json")
          && file.getParent().getName().equals("metadata")) {
        throw wouldDelete(directory, "Iceberg", file.getParent().getParent());
      }
      // From the file itself on, since a link to a log's directory is listed like a file.
      for (Path path = file; path != null && !path.equals(directory); path = path.getParent()) {
        Optional<String> format = logFormat(path.getName());
        if (format.isPresent()) {
          throw wouldDelete(directory, format.get(), path.getParent());
        }
      }
    }
  }

  private static IllegalArgumentException wouldDelete(Path directory, String format, Path table) {
    return new IllegalArgumentException(
        ("Cannot overwrite %s: it holds %s table at %s, which would be deleted."
                + " Overwrite another path, or drop that table first.")
            .formatted(directory, article(format), table));
  }

  /** Refuses to write where a streaming query's log says which files there are. */
  public void refuseStreamingLog(Path first) {
    for (Path path = first; path != null; path = path.getParent()) {
      if (exists(new Path(path, STREAMING_LOG))) {
        throw new IllegalArgumentException(
            ("Cannot write to %s: %s holds the log of a streaming query (%s), and readers see only"
                    + " the files that it lists. Write to another path, or delete the log if the"
                    + " query is gone.")
                .formatted(first, path, STREAMING_LOG));
      }
    }
  }

  private void refuseFrom(Path first, Path used, Set<Path> seen) {
    for (Path path = first; path != null && seen.add(path); path = path.getParent()) {
      // A partition directory is no table's root.
      if (path.getName().indexOf('=') < 0) {
        refuseTable(path, used);
      }
    }
  }

  /** Says "use", since Spark asks for a read and for a save in the same way. */
  private void refuseTable(Path path, Path used) {
    Optional<String> format = format(path);
    if (format.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot use %s as plain Parquet files: %s is %s table. Use format(\"%s\")."
              .formatted(used, path, article(format.get()), format.get().toLowerCase(Locale.ROOT)));
    }
  }

  private static String article(String format) {
    return (format.startsWith("I") ? "an " : "a ") + format;
  }

  private Optional<String> format(Path directory) {
    if (logFormat(directory.getName()).isPresent()) {
      return logFormat(directory.getName());
    }
    if (exists(new Path(directory, "_delta_log"))) {
      return logFormat("_delta_log");
    }
    if (exists(new Path(directory, ".hoodie"))) {
      return logFormat(".hoodie");
    }
    return isIceberg(directory) ? Optional.of("Iceberg") : Optional.empty();
  }

  private static Optional<String> logFormat(String directoryName) {
    return switch (directoryName) {
      case "_delta_log" -> Optional.of("Delta");
      case ".hoodie" -> Optional.of("Hudi");
      default -> Optional.empty();
    };
  }

  private boolean isIceberg(Path directory) {
    Path metadata = new Path(directory, "metadata");
    return look(
        metadata,
        fileSystem ->
            fileSystem.listStatus(metadata, path -> path.getName().endsWith(".metadata.json"))
                    .length
                > 0);
  }

  private boolean exists(Path path) {
    return look(path, fileSystem -> fileSystem.exists(path));
  }

  /** A question to a file system. */
  @FunctionalInterface
  private interface Question {
    boolean ask(FileSystem fileSystem) throws IOException;
  }

  /** Who may not look into a directory above the path can still own what lies below. */
  private boolean look(Path path, Question question) {
    try {
      return question.ask(path.getFileSystem(conf));
    } catch (FileNotFoundException e) {
      return false;
    } catch (AccessControlException | AccessDeniedException e) {
      LOG.debug("Cannot look at {}: taken for not there", path, e);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + path, e);
    }
  }
}
