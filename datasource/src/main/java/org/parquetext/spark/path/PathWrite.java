package org.parquetext.spark.path;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.parquetext.WriteException;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.TableSettings;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.Refusals;
import org.parquetext.spark.guard.ReplaceablePath;
import org.parquetext.spark.guard.SchemaRules;
import org.parquetext.spark.write.Replaceable;
import org.parquetext.spark.write.WriteRequest;

/**
 * One {@code save(path)}: checks everything that can be checked before a row is touched, decides
 * what the mode means for this path, and runs the write through the V2 API.
 */
public final class PathWrite {

  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)+)`");

  private final Dataset<Row> data;
  private final QueryWrite query;
  private final GivenOptions options;
  private final SparkSession session;

  public PathWrite(Dataset<Row> data, GivenOptions options) {
    this.data = data;
    this.query = new QueryWrite(data);
    this.options = options;
    this.session = data.sparkSession();
  }

  public void run(SaveMode mode) {
    if (options.contains(DataSourceUtils.CLUSTERING_COLUMNS_KEY())) {
      throw Refusals.writeOtherThanByPath("clusterBy");
    }
    boolean caseSensitive = session.sessionState().conf().caseSensitiveAnalysis();
    List<String> partitionColumns = partitionColumns(caseSensitive);
    new SchemaRules(session).check(data.schema(), partitionColumns);
    Optional<TableSettings> table = TableSettings.of(session, options.values());
    if (table.isPresent()) {
      new LoggedTableWrite(data, options, table.get()).run(mode, partitionColumns);
      return;
    }
    WriteColumns columns = WriteColumns.of(data.schema(), partitionColumns, caseSensitive);
    SparkWriteConf conf = new SparkWriteConf(session, options.values(), columns);
    try {
      decide(mode, columns, conf);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + options.path(), e);
    }
  }

  /** A name that no column has may be one in back-ticks, which earlier versions asked for. */
  private List<String> partitionColumns(boolean caseSensitive) {
    List<String> names = List.of(data.schema().fieldNames());
    return options.partitionColumns().stream()
        .map(
            name ->
                names.stream().anyMatch(caseSensitive ? name::equals : name::equalsIgnoreCase)
                    ? name
                    : unquoted(name))
        .toList();
  }

  private static String unquoted(String name) {
    Matcher quoted = QUOTED.matcher(name);
    return quoted.matches() ? quoted.group(1).replace("``", "`") : name;
  }

  private void decide(SaveMode mode, WriteColumns columns, SparkWriteConf conf) throws IOException {
    Configuration hadoop = conf.hadoopConfiguration();
    Path given = new Path(options.path());
    FileSystem fileSystem = given.getFileSystem(hadoop);
    Path path = fileSystem.makeQualified(given);
    ForeignTables foreign = new ForeignTables(hadoop);
    foreign.refuseWrite(path);
    switch (mode) {
      case ErrorIfExists -> {
        if (fileSystem.exists(path)) {
          throw Failures.raised(QueryCompilationErrors.outputPathAlreadyExistsError(path));
        }
        append(path, columns, conf, foreign);
      }
      case Ignore -> {
        if (!fileSystem.exists(path)) {
          append(path, columns, conf, foreign);
        }
      }
      case Append -> {
        refuseFile(fileSystem, path);
        append(path, columns, conf, foreign);
      }
      case Overwrite -> {
        refuseFile(fileSystem, path);
        write(
            path,
            SaveMode.Overwrite,
            columns,
            conf,
            new ReplaceablePath(session, fileSystem, path, columns, foreign));
      }
      default -> throw new IllegalArgumentException("Unknown save mode " + mode);
    }
  }

  private static void refuseFile(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem.exists(path) && !fileSystem.getFileStatus(path).isDirectory()) {
      throw new IllegalArgumentException(
          "Cannot write to "
              + path
              + ": it is a file, and a table is a directory. Delete it, or write to another path.");
    }
  }

  private void append(Path path, WriteColumns columns, SparkWriteConf conf, ForeignTables foreign) {
    if (!session.sessionState().conf().fileStreamSinkMetadataIgnored()) {
      foreign.refuseStreamingLog(path);
    }
    write(path, SaveMode.Append, columns, conf, scope -> OldFiles.none());
  }

  private void write(
      Path path,
      SaveMode mode,
      WriteColumns columns,
      SparkWriteConf conf,
      Replaceable replaceable) {
    WriteRequest request =
        new WriteRequest(
            session, path, mode, columns, conf, query.ordering(columns, conf), replaceable);
    query.run(request, columns, conf);
  }
}
