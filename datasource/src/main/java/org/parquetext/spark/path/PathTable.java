package org.parquetext.spark.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.StoreSettings;
import org.parquetext.spark.guard.ForeignTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies behind a path, as far as Spark's V2 API is concerned: nothing that it can do. So every
 * save goes through {@code createRelation}, and every read through the file format.
 */
public final class PathTable implements Table {

  private static final Logger LOG = LoggerFactory.getLogger(PathTable.class);

  private static final Pattern GLOB = Pattern.compile("[{}\\[\\]*?\\\\]");

  private final StructType schema;
  private final GivenOptions options;

  public PathTable(StructType schema, GivenOptions options) {
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

  /**
   * A read with a given schema infers nothing, so this is where its paths are looked at; a save
   * comes by as well. What cannot be looked at is left to the read or write itself, which says so.
   */
  public void refuseForeignTables(SparkSession session) {
    Configuration conf = session.sessionState().newHadoopConf();
    options.values().keySet().stream()
        .filter(key -> !StoreSettings.isOfUpload(key))
        .forEach(key -> conf.set(key, options.values().get(key)));
    List<Path> directories = new ArrayList<>();
    try {
      for (String path : options.paths()) {
        directories.addAll(expanded(new Path(path), conf));
      }
      new ForeignTables(conf).refuseRead(directories);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Cannot look at {}", directories, e);
    }
  }

  private static List<Path> expanded(Path path, Configuration conf) throws IOException {
    FileSystem fileSystem = path.getFileSystem(conf);
    List<Path> paths = new ArrayList<>();
    paths.add(fileSystem.makeQualified(path));
    if (GLOB.matcher(path.toString()).find()) {
      FileStatus[] matches = fileSystem.globStatus(path);
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        paths.add(match.getPath());
      }
    }
    return paths;
  }
}
