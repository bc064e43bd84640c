package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetTable;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.guard.ForeignTables;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of the files below a path, for a table that is created without naming its own. */
public final class FoundFiles {

  private final ParquetTable files;

  /**
   * Looks for files.
   *
   * @throws IllegalArgumentException when there is no path, with the remedy
   */
  public FoundFiles(CaseInsensitiveStringMap options) {
    Map<String, String> others = new LinkedHashMap<>(options.asCaseSensitiveMap());
    String path =
        new GivenOptions(others)
            .value("path")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot create a table without columns: name them, or give a LOCATION"
                            + " that has Parquet files."));
    others.keySet().removeIf("path"::equalsIgnoreCase);
    SparkSession session = SparkSession.active();
    new ForeignTables(session.sessionState().newHadoopConf()).refuseRead(List.of(new Path(path)));
    files =
        new ParquetTable(
            "parquet-ext",
            session,
            new CaseInsensitiveStringMap(others),
            CollectionConverters.asScala(List.of(path)).toSeq(),
            Option.empty(),
            ParquetFileFormat.class);
  }

  /** The columns of the files, then those of their directories. */
  @SuppressWarnings("deprecation") // the only method that Spark 4.0 to 4.2 all have
  public StructType schema() {
    return files.schema();
  }

  public Transform[] partitioning() {
    List<Transform> columns = new ArrayList<>();
    for (String name : files.fileIndex().partitionSchema().fieldNames()) {
      columns.add(Expressions.identity("`" + name.replace("`", "``") + "`"));
    }
    return columns.toArray(Transform[]::new);
  }
}
