package org.parquetext.spark.guard;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.parquetext.WriteException;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.commit.OverwriteScope;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.write.Replaceable;

/**
 * What an overwrite of a path replaces. Refuses to replace what is not only files of a table, or
 * what new rows would be lost with.
 */
public final class ReplaceablePath implements Replaceable {

  private final SparkSession session;
  private final FileSystem fileSystem;
  private final Path path;
  private final WriteColumns columns;
  private final ForeignTables foreign;

  public ReplaceablePath(
      SparkSession session,
      FileSystem fileSystem,
      Path path,
      WriteColumns columns,
      ForeignTables foreign) {
    this.session = session;
    this.fileSystem = fileSystem;
    this.path = path;
    this.columns = columns;
    this.foreign = foreign;
  }

  /** What an overwrite of a table's path replaces. */
  public static ReplaceablePath of(
      SparkSession session, Path path, WriteColumns columns, Configuration conf) {
    try {
      FileSystem fileSystem = path.getFileSystem(conf);
      return new ReplaceablePath(
          session, fileSystem, fileSystem.makeQualified(path), columns, new ForeignTables(conf));
    } catch (IOException e) {
      throw new WriteException("Cannot look at the table's path " + path, e);
    }
  }

  /** The qualified path. */
  public Path path() {
    return path;
  }

  @Override
  public OldFiles in(OverwriteScope scope) throws IOException {
    if (!session.sessionState().conf().fileStreamSinkMetadataIgnored()) {
      // The log of the path itself goes with everything else, but not with some partitions.
      foreign.refuseStreamingLog(
          scope.equals(OverwriteScope.everything()) ? path.getParent() : path);
    }
    OldFiles replaced = OldFiles.below(fileSystem, path, scope);
    foreign.refuseReplacing(replaced.paths(), path);
    if (columns.isPartitioned()) {
      refuseLinkedPartition(replaced.links());
    }
    return replaced;
  }

  /** The new rows would go through the link, and be gone from the table when it is removed. */
  private void refuseLinkedPartition(List<Path> links) {
    for (Path link : links) {
      if (link.getName().indexOf('=') >= 0) {
        throw new IllegalArgumentException(
            ("Cannot overwrite partitions of %s: %s is a symbolic link to a directory elsewhere."
                    + " Delete the link, or write to another path.")
                .formatted(path, link));
      }
    }
  }
}
