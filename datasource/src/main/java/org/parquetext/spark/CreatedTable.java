package org.parquetext.spark;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.ResolvedIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.apache.spark.sql.catalyst.plans.logical.CreateTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTable;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.TableSpecBase;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.execution.command.CreateDataSourceTableAsSelectCommand;
import org.apache.spark.sql.execution.command.CreateDataSourceTableCommand;
import org.apache.spark.sql.execution.command.CreateTableLikeCommand;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/**
 * The catalog table that a command creates or replaces.
 *
 * @param name for messages: the table's name as far as Spark has completed it
 * @param provider its data source, by short name or class name; empty if the catalog chooses
 */
record CreatedTable(String name, Optional<String> provider) {

  /** What {@code saveAsTable} plans where a table of the session catalog exists; since 4.1. */
  private static final String SAVE_AS_TABLE =
      "org.apache.spark.sql.execution.command.SaveAsV1TableCommand";

  private static final Set<String> OWN_CLASSES =
      Set.of(
          ParquetExtDataSource.class.getName(),
          ParquetExtFileFormat.class.getName(),
          PathWriteProvider.class.getName());

  /** The table of an analysed command; empty for every other plan. */
  static Optional<CreatedTable> of(LogicalPlan plan) {
    if (plan instanceof CreateTable command) {
      return Optional.of(of(command.name(), command.tableSpec()));
    }
    if (plan instanceof CreateTableAsSelect command) {
      return Optional.of(of(command.name(), command.tableSpec()));
    }
    if (plan instanceof ReplaceTable command) {
      return Optional.of(of(command.name(), command.tableSpec()));
    }
    if (plan instanceof ReplaceTableAsSelect command) {
      return Optional.of(of(command.name(), command.tableSpec()));
    }
    if (plan instanceof CreateTableLikeCommand command) {
      return Optional.of(of(command.targetTable().unquotedString(), command.provider()));
    }
    return v1(plan).map(table -> of(table.identifier().unquotedString(), table.provider()));
  }

  private static Optional<CatalogTable> v1(LogicalPlan plan) {
    if (plan instanceof CreateDataSourceTableCommand command) {
      return Optional.of(command.table());
    }
    if (plan instanceof CreateDataSourceTableAsSelectCommand command) {
      return Optional.of(command.table());
    }
    // By name, since the class must not be linked where it does not exist.
    return plan.getClass().getName().equals(SAVE_AS_TABLE)
        ? Optional.of((CatalogTable) plan.productElement(0))
        : Optional.empty();
  }

  private static CreatedTable of(String name, Option<String> provider) {
    return new CreatedTable(name, OptionConverters.toJava(provider));
  }

  private static CreatedTable of(LogicalPlan name, TableSpecBase spec) {
    Optional<String> provider = OptionConverters.toJava(spec.provider());
    if (name instanceof ResolvedIdentifier resolved) {
      String table = resolved.catalog().name() + "." + resolved.identifier();
      // Other catalogs have a default of their own.
      return CatalogV2Util.isSessionCatalog(resolved.catalog())
          ? new CreatedTable(table, provider.or(CreatedTable::defaultProvider))
          : new CreatedTable(table, provider);
    }
    return new CreatedTable(name.toString(), provider);
  }

  private static Optional<String> defaultProvider() {
    return Optional.of(SQLConf.get().defaultDataSourceName());
  }

  /** Whether it would be a table of this project, by the names that Spark finds a source by. */
  boolean isOwn() {
    return provider
        .filter(
            name ->
                name.equalsIgnoreCase(ParquetExtFileFormat.SHORT_NAME)
                    || OWN_CLASSES.contains(name))
        .isPresent();
  }
}
