package org.parquetext.spark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.execution.datasources.CatalogFileIndex;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetTable;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files of a table for one scan: those of the partitions that the catalog lists, if it lists
 * some, else all below the table's path. Spark does the listing, and types the values of partition
 * columns as the table does.
 */
final class TableFiles {

  private final SparkSession session;
  private final TableDefinition definition;
  private final Map<String, String> options;

  TableFiles(SparkSession session, TableDefinition definition, Map<String, String> options) {
    this.session = session;
    this.definition = definition;
    this.options = options;
  }

  PartitioningAwareFileIndex list(Optional<CatalogEntry> entry) {
    return entry
        .filter(CatalogEntry::tracksPartitions)
        .filter(table -> !table.partitions().isEmpty())
        .map(this::ofPartitions)
        .orElseGet(this::belowPath);
  }

  /** Then the log of the stream says which files there are. */
  private boolean hasStreamingLog() {
    Path log = new Path(definition.path(), "_spark_metadata");
    try {
      return !session.sessionState().conf().fileStreamSinkMetadataIgnored()
          && log.getFileSystem(session.sessionState().newHadoopConf()).exists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + log, e);
    }
  }

  private PartitioningAwareFileIndex ofPartitions(CatalogEntry entry) {
    CatalogTable table = entry.table();
    return new CatalogFileIndex(session, table, 0).filterPartitions(nothing());
  }

  @SuppressWarnings("unchecked") // an empty sequence is one of any type
  private static <T> Seq<T> nothing() {
    return (Seq<T>) (Seq<?>) Nil$.MODULE$;
  }

  private PartitioningAwareFileIndex belowPath() {
    if (hasStreamingLog()) {
      return new ParquetTable(
              "parquet-ext",
              session,
              new CaseInsensitiveStringMap(options),
              CollectionConverters.asScala(List.of(definition.path().toString())).toSeq(),
              Option.apply(definition.schema()),
              ParquetFileFormat.class)
          .fileIndex();
    }
    return new InMemoryFileIndex(
        session,
        CollectionConverters.asScala(List.of(definition.path())).toSeq(),
        scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
        Option.apply(definition.schema()),
        NoopCache$.MODULE$,
        Option.empty(),
        Option.empty());
  }
}
