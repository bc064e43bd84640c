package org.parquetext.spark.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.ResolvedIdentifier;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.apache.spark.sql.catalyst.plans.logical.CreateTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTable;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.TableSpec;
import org.apache.spark.sql.catalyst.plans.logical.TableSpecBase;
import org.apache.spark.sql.classic.DataStreamWriter;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** A table of the session catalog that a command is about to create or replace. */
final class CreatedTable {

  private final ResolvedIdentifier identifier;
  private final TableSpec spec;
  private final TableDefinition definition;
  private final LogicalPlan query;
  private final Map<String, String> writeOptions;
  private final boolean replaces;
  private final boolean ignoresExisting;

  private CreatedTable(
      ResolvedIdentifier identifier,
      TableSpec spec,
      TableDefinition definition,
      LogicalPlan query,
      Map<String, String> writeOptions,
      boolean replaces,
      boolean ignoresExisting) {
    this.identifier = identifier;
    this.spec = spec;
    this.definition = definition;
    this.query = query;
    this.writeOptions = writeOptions;
    this.replaces = replaces;
    this.ignoresExisting = ignoresExisting;
  }

  /** The table of an analysed command; empty for every other plan. */
  static Optional<CreatedTable> of(LogicalPlan plan) {
    Map<String, String> none = Map.of();
    if (plan instanceof CreateTable command) {
      return of(
          command.name(),
          command.tableSpec(),
          command.tableSchema(),
          command.partitioning(),
          null,
          none,
          false,
          command.ignoreIfExists());
    }
    if (plan instanceof ReplaceTable command) {
      return of(
          command.name(),
          command.tableSpec(),
          command.tableSchema(),
          command.partitioning(),
          null,
          none,
          true,
          false);
    }
    if (plan instanceof CreateTableAsSelect command) {
      return of(
          command.name(),
          command.tableSpec(),
          command.query().schema(),
          command.partitioning(),
          command.query(),
          CollectionConverters.asJava(command.writeOptions()),
          false,
          command.ignoreIfExists());
    }
    if (plan instanceof ReplaceTableAsSelect command) {
      return of(
          command.name(),
          command.tableSpec(),
          command.query().schema(),
          command.partitioning(),
          command.query(),
          CollectionConverters.asJava(command.writeOptions()),
          true,
          false);
    }
    return Optional.empty();
  }

  private static Optional<CreatedTable> of(
      LogicalPlan name,
      TableSpecBase specified,
      StructType schema,
      Seq<Transform> partitioning,
      LogicalPlan query,
      Map<String, String> writeOptions,
      boolean replaces,
      boolean ignoresExisting) {
    if (!(name instanceof ResolvedIdentifier identifier)
        || !(specified instanceof TableSpec spec)
        || !CatalogV2Util.isSessionCatalog(identifier.catalog())) {
      return Optional.empty();
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.putAll(CollectionConverters.asJava(spec.properties()));
    CollectionConverters.asJava(spec.options())
        .forEach(
            (key, value) -> {
              properties.put(key, value);
              properties.put(TableCatalog.OPTION_PREFIX + key, value);
            });
    TableDefinition definition =
        new TableDefinition(
            schema,
            CollectionConverters.asJava(partitioning).toArray(Transform[]::new),
            properties);
    return Optional.of(
        new CreatedTable(
            identifier, spec, definition, query, writeOptions, replaces, ignoresExisting));
  }

  String name() {
    return String.join(".", Arrays.asList(identifier.identifier().namespace()))
        + "."
        + identifier.identifier().name();
  }

  /** Whether rows of a query are written into it. */
  boolean isFilled() {
    return query != null;
  }

  /** Whether Spark makes it for a stream, which it does before it asks for a sink. */
  boolean isForStream() {
    return !isFilled() && StackWalker.getInstance().walk(CreatedTable::holdsToTable);
  }

  private static boolean holdsToTable(Stream<StackWalker.StackFrame> frames) {
    return frames.anyMatch(
        frame ->
            frame.getClassName().equals(DataStreamWriter.class.getName())
                && frame.getMethodName().equals("toTable"));
  }

  /** Whether it would be a table of this source. */
  boolean isOwn() {
    String provider =
        OptionConverters.toJava(spec.provider()).orElse(SQLConf.get().defaultDataSourceName());
    return SourceName.isOf(provider);
  }

  TableDefinition definition() {
    return definition;
  }

  /** Options of the write that fills it. */
  Map<String, String> writeOptions() {
    return writeOptions;
  }

  /** Whether a table of this name, if there is one, makes room. */
  boolean replaces() {
    return replaces;
  }

  /** Whether nothing happens, since there is a table of this name. */
  boolean isIgnored(SparkSession session) {
    return ignoresExisting && entry(session).exists();
  }

  /** Where the statement wants it to be; empty where that is left to the catalog. */
  Optional<Path> location() {
    return OptionConverters.toJava(spec.location()).map(Path::new);
  }

  /** What is read to fill it. */
  ReadPaths readPaths() {
    return ReadPaths.of(query);
  }

  /** What the catalog has under its name. */
  CatalogEntry entry(SparkSession session) {
    return CatalogEntry.of(session, identifier.identifier());
  }
}
