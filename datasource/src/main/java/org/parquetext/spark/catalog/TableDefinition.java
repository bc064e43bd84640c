package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.IdentityTransform;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.Refusals;
import org.parquetext.spark.guard.SchemaRules;

/** What a catalog keeps of a table of this source: columns, partitioning and properties. */
public final class TableDefinition {

  private static final String PARQUET = "parquet.";

  private final StructType schema;
  private final List<Transform> partitioning;
  private final Map<String, String> properties;

  /**
   * A definition, not checked yet.
   *
   * @param properties of the table, its options among them, in the case in which they were given
   */
  public TableDefinition(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    this.schema = schema;
    this.partitioning = List.of(partitioning);
    this.properties = new LinkedHashMap<>(properties);
  }

  /**
   * The same table with options that the catalog keeps elsewhere than among the properties, as it
   * does after {@code CREATE TABLE LIKE}.
   */
  TableDefinition withOptions(Map<String, String> options) {
    GivenOptions known = new GivenOptions(properties);
    TableDefinition definition = new TableDefinition(schema, partitioning(), properties);
    options.forEach(
        (key, value) -> {
          if (!known.contains(key) && !known.contains(TableCatalog.OPTION_PREFIX + key)) {
            definition.properties.put(key, value);
            definition.properties.put(TableCatalog.OPTION_PREFIX + key, value);
          }
        });
    return definition;
  }

  StructType schema() {
    return schema;
  }

  Transform[] partitioning() {
    return partitioning.toArray(Transform[]::new);
  }

  Map<String, String> properties() {
    return properties;
  }

  boolean isPartitioned() {
    return !partitioning.isEmpty();
  }

  /** The table's path, as the catalog has it. */
  Path path() {
    return new Path(
        new GivenOptions(properties)
            .value("path")
            .orElseThrow(
                () -> new IllegalStateException("The catalog knows no location of the table")));
  }

  /**
   * The partition columns, outermost first.
   *
   * @throws IllegalArgumentException when rows are to be placed in another way than by columns
   */
  List<String> partitionColumns() {
    List<String> names = new ArrayList<>();
    for (Transform transform : partitioning) {
      names.add(
          column(transform)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          ("Cannot write a table with %s: in Spark's own session catalog"
                                  + " parquet-ext writes no buckets or clusters. Leave CLUSTERED BY"
                                  + " out, or use a table USING parquet with"
                                  + " spark.parquetext.takeover=true.")
                              .formatted(transform.describe()))));
    }
    return names;
  }

  /**
   * Checks that partition columns come last.
   *
   * @throws IllegalArgumentException when they do not, with the order to use, or when rows are to
   *     be placed in another way than by columns
   */
  void checkPartitionColumns() {
    List<String> partitions = partitionColumns();
    if (!schema.isEmpty()) {
      new ColumnOrder(List.of(schema.fieldNames()), partitions).check();
    }
  }

  /** How the columns lie. Buckets are no partitions. */
  ColumnOrder columnOrder() {
    return new ColumnOrder(
        List.of(schema.fieldNames()),
        partitioning.stream().flatMap(by -> column(by).stream()).toList());
  }

  private static Optional<String> column(Transform transform) {
    return transform instanceof IdentityTransform identity
            && identity.reference().fieldNames().length == 1
        ? Optional.of(identity.reference().fieldNames()[0])
        : Optional.empty();
  }

  /** Options of the table for reading it: those of {@code OPTIONS (…)}. */
  Map<String, String> readOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(TableCatalog.OPTION_PREFIX)) {
            options.put(key.substring(TableCatalog.OPTION_PREFIX.length()), value);
          }
        });
    options.keySet().removeIf("path"::equalsIgnoreCase);
    return options;
  }

  /**
   * The options of a write to the table: what the table sets of them, then those of the write. A
   * dynamic overwrite has a plan of its own, so that here the mode of the session has no say.
   */
  Map<String, String> writeOptions(Map<String, String> ofWrite) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(WriteOption.PARTITION_OVERWRITE_MODE.key(), "static");
    properties.forEach(
        (key, value) -> {
          if (isWriteOption(key)) {
            options.put(key, value);
          }
        });
    Map<String, String> given = new LinkedHashMap<>(ofWrite);
    given.keySet().removeIf(key -> key.equalsIgnoreCase("path") || isOfCatalog(key));
    options.putAll(given);
    return options;
  }

  /**
   * Whether a property of this name says how to write. Of a table {@code mergeSchema} says how to
   * read it.
   */
  static boolean isWriteOption(String key) {
    return WriteOption.find(key).filter(found -> found != WriteOption.MERGE_SCHEMA).isPresent()
        || key.startsWith(PARQUET);
  }

  /** What Spark hands on as options of a write that is also a definition. */
  private static boolean isOfCatalog(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith(TableCatalog.OPTION_PREFIX);
  }

  /**
   * The columns of rows for the table.
   *
   * @throws IllegalArgumentException when they cannot be written, saying why
   */
  WriteColumns columns(SparkSession session, StructType rows) {
    List<String> partitions = partitionColumns();
    new SchemaRules(session).check(rows, partitions);
    return WriteColumns.of(rows, partitions, session.sessionState().conf().caseSensitiveAnalysis());
  }

  /**
   * What a write to the table is to do.
   *
   * @throws IllegalArgumentException when an option cannot be honoured, saying why
   */
  SparkWriteConf conf(SparkSession session, Map<String, String> ofWrite, WriteColumns columns) {
    Map<String, String> options = writeOptions(ofWrite);
    Refusals.refuseTableLog(session, options);
    return new SparkWriteConf(session, options, columns);
  }

  /**
   * Checks that rows can be written to the table, without doing anything.
   *
   * @throws IllegalArgumentException when they cannot, saying why
   */
  void checkWrite(SparkSession session, StructType rows, Map<String, String> ofWrite) {
    conf(session, ofWrite, columns(session, rows));
  }
}
