package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.PartitioningUtils;
import org.parquetext.spark.commit.FileLocation;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** A table as Spark's session catalog knows it. Looks it up anew at each call. */
final class CatalogEntry {

  private final SparkSession session;
  private final TableIdentifier name;

  private CatalogEntry(SparkSession session, TableIdentifier name) {
    this.session = session;
    this.name = name;
  }

  /** The entry of a table in the session's catalog. */
  static CatalogEntry of(SparkSession session, Identifier identifier) {
    String[] namespace = identifier.namespace();
    Option<String> database =
        namespace.length == 0 ? Option.empty() : Option.apply(namespace[namespace.length - 1]);
    return new CatalogEntry(session, new TableIdentifier(identifier.name(), database));
  }

  static CatalogEntry of(SparkSession session, TableIdentifier name) {
    return new CatalogEntry(session, name);
  }

  /** Whether another catalog is in the place of Spark's own, with which its tables are V1. */
  static boolean isForeignCatalog(SparkSession session) {
    Option<String> catalog = session.conf().getOption("spark.sql.catalog.spark_catalog");
    return catalog.isDefined() && !catalog.get().equals("builtin");
  }

  String name() {
    return name.unquotedString();
  }

  private SessionCatalog catalog() {
    return session.sessionState().catalog();
  }

  CatalogTable table() {
    try {
      return catalog().getTableMetadata(name);
    } catch (NoSuchNamespaceException | NoSuchTableException e) {
      throw new IllegalStateException("The catalog does not know " + name() + " any more", e);
    }
  }

  /** Whether there is a table of this name. */
  boolean exists() {
    return catalog().tableExists(name);
  }

  /** Where the table is. */
  Path location() {
    return new Path(table().location());
  }

  /** Its options, as sessions with another catalog see them. */
  java.util.Map<String, String> options() {
    return CollectionConverters.asJava(table().storage().properties());
  }

  /** What is said of it. */
  Optional<String> comment() {
    return OptionConverters.toJava(table().comment());
  }

  /** Whether the files go with the table. */
  boolean isManaged() {
    return table().tableType().equals(CatalogTableType.MANAGED());
  }

  /**
   * Refuses to make another table of its name where the catalog has it by default, if there are
   * files that do not go with this one: Spark finds them only after it has dropped this one.
   *
   * @throws IllegalArgumentException naming the place
   */
  void refuseKeepingFiles() {
    Configuration conf = session.sessionState().newHadoopConf();
    Path place = new Path(catalog().defaultTablePath(name));
    if (isDroppedWith(place, conf)) {
      return;
    }
    if (!new TablePlace(place, conf)
        .children().stream().allMatch(path -> isDroppedWith(path, conf))) {
      throw new IllegalArgumentException(
          ("Cannot replace the table %s without saying where the new one is to be: there are"
                  + " files at %s, where the catalog has it by default, that do not go with the"
                  + " old table, which is at %s. Name a place, by LOCATION or option(\"path\").")
              .formatted(name(), place, location()));
    }
  }

  private boolean isDroppedWith(Path path, Configuration conf) {
    return isManaged() && FileLocation.of(location(), conf).is(FileLocation.of(path, conf));
  }

  /** As Spark does: what the catalog did not make, it does not delete. */
  void refuseTruncatingExternal() {
    CatalogTable table = table();
    if (table.tableType().equals(CatalogTableType.EXTERNAL())) {
      throw new UnsupportedOperationException(
          ("Cannot delete all rows of the external table %s: its files at %s are not the"
                  + " catalog's. If they are to go, replace them by no rows: INSERT OVERWRITE %s"
                  + " SELECT … WHERE false.")
              .formatted(name(), table.location(), name()));
    }
  }

  /** Whether other ways to read the table believe the catalog which partitions it has. */
  boolean tracksPartitions() {
    CatalogTable table = table();
    return table.tracksPartitionsInCatalog()
        && !table.partitionColumnNames().isEmpty()
        && session.sessionState().conf().manageFilesourcePartitions();
  }

  /** The partitions that the catalog knows. */
  List<CatalogTablePartition> partitions() {
    return CollectionConverters.asJava(catalog().listPartitions(name, Option.empty()));
  }

  /** Whether the table has partition directories, and the catalog lists no partition. */
  boolean hasUnlistedPartitions() {
    if (table().partitionColumnNames().isEmpty() || !partitions().isEmpty()) {
      return false;
    }
    Configuration conf = session.sessionState().newHadoopConf();
    String first = ExternalCatalogUtils.escapePathName(table().partitionColumnNames().head());
    return new TablePlace(location(), conf)
        .children().stream().anyMatch(child -> isPartition(child, first));
  }

  private static boolean isPartition(Path directory, String column) {
    String start = column + "=";
    return directory.getName().regionMatches(true, 0, start, 0, start.length());
  }

  /** From now on the directories say which partitions the table has. */
  void trustDirectories() {
    catalog().alterTable(CaseCopy.of(table(), "tracksPartitionsInCatalog", false));
  }

  /** Where the catalog has a partition elsewhere than in its directory below the table's path. */
  List<String> foreignLocations(Path path) {
    List<String> found = new ArrayList<>();
    CatalogTable table = table();
    Configuration conf = session.sessionState().newHadoopConf();
    for (CatalogTablePartition partition : partitions()) {
      Path own = new Path(path, fragment(partition.spec(), table));
      Path location = new Path(partition.location());
      if (!FileLocation.of(own, conf).is(FileLocation.of(location, conf))) {
        found.add(location.toString());
      }
    }
    return found;
  }

  private static String fragment(Map<String, String> spec, CatalogTable table) {
    List<String> steps = new ArrayList<>();
    for (String column : CollectionConverters.asJava(table.partitionColumnNames())) {
      steps.add(ExternalCatalogUtils.getPartitionPathString(column, spec.apply(column)));
    }
    return String.join("/", steps);
  }

  /** Has the catalog know the partitions of some directories. */
  void addPartitions(Set<String> directories) {
    List<CatalogTablePartition> added = new ArrayList<>();
    for (String directory : directories) {
      added.add(
          new CatalogTablePartition(
              PartitioningUtils.parsePathFragment(directory),
              CatalogStorageFormat.empty(),
              emptyMap(),
              System.currentTimeMillis(),
              -1,
              Option.empty()));
    }
    Seq<CatalogTablePartition> partitions = CollectionConverters.asScala(added).toSeq();
    catalog().createPartitions(name, partitions, true);
  }

  @SuppressWarnings("unchecked") // an empty map is one of any type
  private static Map<String, String> emptyMap() {
    return (Map<String, String>) (Map<?, ?>) Map$.MODULE$.empty();
  }

  /** What ANALYZE has found out does not hold any more. */
  void forgetStatistics() {
    if (table().stats().isDefined()) {
      catalog().alterTableStats(name, Option.empty());
    }
    catalog().refreshTable(name);
  }
}
