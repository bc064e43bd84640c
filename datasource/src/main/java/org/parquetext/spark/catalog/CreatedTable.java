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
import org.apache.spark.sql.catalyst.plans.logical.V2CreateTablePlan;
import org.apache.spark.sql.classic.DataStreamWriter;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.internal.SQLConf;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** A table of the session catalog that a command is about to create or replace. */
final class CreatedTable {

  private final ResolvedIdentifier identifier;
  private final TableSpec spec;
  private final TableDefinition definition;
  private final Existing existing;
  private final Optional<Rows> rows;

  private CreatedTable(
      ResolvedIdentifier identifier,
      TableSpec spec,
      TableDefinition definition,
      Existing existing,
      Optional<Rows> rows) {
    this.identifier = identifier;
    this.spec = spec;
    this.definition = definition;
    this.existing = existing;
    this.rows = rows;
  }

  /** What becomes of a table of the same name. */
  private enum Existing {
    FAILS_THE_COMMAND,
    STAYS,
    IS_REPLACED
  }

  /** What a command writes into the table. */
  private record Rows(LogicalPlan query, Map<String, String> writeOptions) {}

  /** The table of an analysed command; empty for every other plan. */
  static Optional<CreatedTable> of(LogicalPlan plan) {
    if (plan instanceof CreateTable command) {
      Existing existing = command.ignoreIfExists() ? Existing.STAYS : Existing.FAILS_THE_COMMAND;
      return of(command, command.tableSpec(), existing, Optional.empty());
    }
    if (plan instanceof ReplaceTable command) {
      return of(command, command.tableSpec(), Existing.IS_REPLACED, Optional.empty());
    }
    if (plan instanceof CreateTableAsSelect command) {
      Existing existing = command.ignoreIfExists() ? Existing.STAYS : Existing.FAILS_THE_COMMAND;
      Rows rows = new Rows(command.query(), CollectionConverters.asJava(command.writeOptions()));
      return of(command, command.tableSpec(), existing, Optional.of(rows));
    }
    if (plan instanceof ReplaceTableAsSelect command) {
      Rows rows = new Rows(command.query(), CollectionConverters.asJava(command.writeOptions()));
      return of(command, command.tableSpec(), Existing.IS_REPLACED, Optional.of(rows));
    }
    return Optional.empty();
  }

  private static Optional<CreatedTable> of(
      V2CreateTablePlan command, TableSpecBase specified, Existing existing, Optional<Rows> rows) {
    if (!(command.name() instanceof ResolvedIdentifier identifier)
        || !(specified instanceof TableSpec spec)
        || !CatalogV2Util.isSessionCatalog(identifier.catalog())) {
      return Optional.empty();
    }
    TableDefinition definition =
        new TableDefinition(
            command.tableSchema(),
            CollectionConverters.asJava(command.partitioning()).toArray(Transform[]::new),
            properties(spec));
    return Optional.of(new CreatedTable(identifier, spec, definition, existing, rows));
  }

  /** Those of the table, with its options as the catalog will keep them. */
  private static Map<String, String> properties(TableSpec spec) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.putAll(CollectionConverters.asJava(spec.properties()));
    CollectionConverters.asJava(spec.options())
        .forEach(
            (key, value) -> {
              properties.put(key, value);
              properties.put(TableCatalog.OPTION_PREFIX + key, value);
            });
    return properties;
  }

  String name() {
    return String.join(".", Arrays.asList(identifier.identifier().namespace()))
        + "."
        + identifier.identifier().name();
  }

  /** Whether rows of a query are written into it. */
  boolean isFilled() {
    return rows.isPresent();
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
    return rows.map(Rows::writeOptions).orElse(Map.of());
  }

  /** Whether a table of this name, if there is one, makes room. */
  boolean replaces() {
    return existing == Existing.IS_REPLACED;
  }

  /** Whether nothing happens, since there is a table of this name. */
  boolean isIgnored(SparkSession session) {
    return existing == Existing.STAYS && entry(session).exists();
  }

  /** Where the statement wants it to be; empty where that is left to the catalog. */
  Optional<Path> location() {
    return OptionConverters.toJava(spec.location()).map(Path::new);
  }

  /** What is read to fill it. */
  ReadPaths readPaths() {
    return ReadPaths.of(rows.orElseThrow().query());
  }

  /** What the catalog has under its name. */
  CatalogEntry entry(SparkSession session) {
    return CatalogEntry.of(session, identifier.identifier());
  }
}
