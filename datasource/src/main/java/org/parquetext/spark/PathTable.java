package org.parquetext.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What lies behind a path, as far as Spark's V2 API is concerned: nothing that it can do. So every
 * save goes through {@code createRelation}, and every read through the file format.
 */
final class PathTable implements Table {

  private final StructType schema;
  private final CaseInsensitiveStringMap options;

  PathTable(StructType schema, CaseInsensitiveStringMap options) {
    this.schema = schema;
    this.options = options;
  }

  @Override
  public String name() {
    return "parquet-ext";
  }

  @Override
  @SuppressWarnings("deprecation") // the only method that Spark 4.0 to 4.2 all call
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Collections.emptySet();
  }

  /** A read with a given schema infers nothing, so this is where its paths are looked at. */
  void refuseForeignTables(SparkSession session) {
    Configuration conf = session.sessionState().newHadoopConf();
    options.asCaseSensitiveMap().forEach(conf::set);
    List<Path> directories = new ArrayList<>();
    for (String path : new GivenOptions(options.asCaseSensitiveMap()).paths()) {
      directories.addAll(expanded(new Path(path), conf));
    }
    new ForeignTables(conf).refuseRead(directories);
  }

  private static List<Path> expanded(Path path, Configuration conf) {
    try {
      FileSystem fileSystem = path.getFileSystem(conf);
      FileStatus[] matches = fileSystem.globStatus(path);
      List<Path> paths = new ArrayList<>();
      paths.add(fileSystem.makeQualified(path));
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        paths.add(match.getPath());
      }
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + path, e);
    }
  }
}
