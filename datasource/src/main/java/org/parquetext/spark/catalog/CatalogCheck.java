package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NamedRelation;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.AddColumns;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumns;
import org.apache.spark.sql.catalyst.plans.logical.AlterTableCommand;
import org.apache.spark.sql.catalyst.plans.logical.DropColumns;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OverwriteByExpression;
import org.apache.spark.sql.catalyst.plans.logical.RenameColumn;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceColumns;
import org.apache.spark.sql.catalyst.plans.logical.V2WriteCommand;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.command.CreateDataSourceTableAsSelectCommand;
import org.apache.spark.sql.execution.command.TruncateTableCommand;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.format.SingleFileWrite;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Looks at every analysed plan of a session, before any of its commands has done something: tells
 * tables of this source what the catalog calls them, and refuses commands that would lose rows or
 * fail only after they have replaced a table.
 */
public final class CatalogCheck extends AbstractFunction1<LogicalPlan, BoxedUnit> {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogCheck.class);

  private final SparkSession session;
  private volatile boolean faultLogged;

  public CatalogCheck(SparkSession session) {
    this.session = session;
  }

  @Override
  public BoxedUnit apply(LogicalPlan plan) {
    List<LogicalPlan> nodes = new ArrayList<>();
    PlanNodes.forEach(plan, nodes::add);
    nodes.forEach(this::introduce);
    nodes.forEach(this::check);
    return BoxedUnit.UNIT;
  }

  private void introduce(LogicalPlan node) {
    if (node instanceof V2WriteCommand command) {
      introduce(command.table());
    } else if (node instanceof NamedRelation relation) {
      introduce(relation);
    } else if (node instanceof ResolvedTable resolved) {
      introduce(resolved.table(), resolved.identifier());
    }
  }

  private void introduce(NamedRelation relation) {
    if (relation instanceof DataSourceV2Relation known && known.identifier().isDefined()) {
      introduce(known.table(), known.identifier().get());
    }
  }

  private void introduce(Table table, Identifier identifier) {
    if (table instanceof SessionTable own) {
      own.knownAs(CatalogEntry.of(session, identifier));
    }
  }

  private void check(LogicalPlan node) {
    if (node instanceof OverwriteByExpression overwrite) {
      refuseReadOf(overwrite.table(), overwrite.query());
    } else if (node instanceof InsertIntoHadoopFsRelationCommand insert) {
      check(insert);
    } else if (node instanceof TruncateTableCommand truncate) {
      check(truncate);
    } else if (node instanceof AlterTableCommand alteration) {
      check(alteration);
    } else {
      refuseV1(node);
      created(node).ifPresent(this::check);
    }
  }

  /** Commands that would have the source fill a table without telling it its partitions. */
  private void refuseV1(LogicalPlan node) {
    if (node instanceof CreateDataSourceTableAsSelectCommand command) {
      refuse(command.table(), command.mode());
    } else if (V1Save.isSaveAsTable(node)) {
      V1Save save = V1Save.of(node);
      refuse(save.table(), save.mode());
    }
  }

  /**
   * What does nothing, or is refused by Spark since the table exists or is of another source, is
   * left to Spark.
   */
  private void refuse(CatalogTable table, SaveMode mode) {
    if (!V1Save.isOwn(table)) {
      return;
    }
    CatalogEntry entry = CatalogEntry.of(session, table.identifier());
    if (mode == SaveMode.Overwrite || !entry.exists()) {
      throw Refusals.filledTable(entry.name());
    }
    if (mode == SaveMode.Append && V1Save.isOwn(entry.table())) {
      throw Refusals.appendedTable(entry.name());
    }
  }

  /** As Spark does for its own tables: what is read would be gone before it is read again. */
  private void refuseReadOf(NamedRelation written, LogicalPlan query) {
    if (written instanceof DataSourceV2Relation relation
        && relation.table() instanceof SessionTable table) {
      ReadPaths.of(query).refuseOverwriting(table.definition().path(), hadoop());
    }
  }

  private void check(InsertIntoHadoopFsRelationCommand insert) {
    if (insert.mode() == SaveMode.Overwrite && !insert.dynamicPartitionOverwrite()) {
      // Spark looks for its own relations only.
      ReadPaths.ofOwnTables(insert.query()).refuseOverwriting(insert.outputPath(), hadoop());
    }
    if (SourceName.isOf(insert.fileFormat())) {
      OptionConverters.toJava(insert.catalogTable())
          .ifPresent(table -> checkInserted(table, insert));
      new ForeignTables(hadoop()).refuseWrite(insert.outputPath());
      SingleFileWrite.of(session, insert);
    }
  }

  private void checkInserted(CatalogTable table, InsertIntoHadoopFsRelationCommand insert) {
    Map<String, String> properties = CollectionConverters.asJava(table.properties());
    GivenOptions options = GivenOptions.of(insert.options());
    GivenOptions kept = GivenOptions.of(table.storage().properties());
    properties.forEach(
        (key, value) -> {
          if (TableDefinition.isWriteOption(key) && !holds(key, value, options, kept)) {
            throw Refusals.unseenProperty(table.identifier().unquotedString(), key);
          }
        });
    CatalogEntry entry = CatalogEntry.of(session, table.identifier());
    if (entry.tracksPartitions() && entry.hasUnlistedPartitions()) {
      throw Refusals.unlistedPartitions("write to", entry.name());
    }
  }

  /** Whether a property is what the write will obey, or something else was asked of the write. */
  private static boolean holds(
      String key, String value, GivenOptions ofWrite, GivenOptions ofTable) {
    Optional<String> obeyed = ofWrite.value(key);
    return obeyed.isPresent() && (obeyed.get().equals(value) || !obeyed.equals(ofTable.value(key)));
  }

  /**
   * With partitions in mind that the catalog lists, Spark would delete nothing, and say nothing.
   */
  private void check(TruncateTableCommand command) {
    CatalogEntry entry = CatalogEntry.of(session, command.tableName());
    if (command.partitionSpec().isEmpty()
        && entry.exists()
        && V1Save.isOwn(entry.table())
        && entry.hasUnlistedPartitions()) {
      throw Refusals.unlistedPartitions("truncate", entry.name());
    }
  }

  /** Columns of the files are found by their names, and read as the table says. */
  private static void check(AlterTableCommand command) {
    if (!(command.table() instanceof ResolvedTable altered
        && altered.table() instanceof SessionTable table)) {
      return;
    }
    if (command instanceof AddColumns || command instanceof AlterColumns) {
      // Spark 4.0 would put columns behind those of partitions, and no row could be written then.
      ColumnOrder order = table.definition().columnOrder();
      order.checkChange(ColumnPlaces.after(command, order.columns()));
    }
    if (command instanceof AlterColumns changes) {
      ColumnTypeChange.check(table.name(), changes);
    } else if (command instanceof RenameColumn
        || command instanceof DropColumns
        || command instanceof ReplaceColumns) {
      throw Refusals.alteredColumns(table.name());
    }
  }

  private void check(CreatedTable table) {
    if (!table.isOwn() || table.isIgnored(session)) {
      return;
    }
    if (table.isForStream()) {
      throw Refusals.streamIntoTable(table.name());
    }
    CreationCheck creation = new CreationCheck(session, table);
    if (!table.isFilled()) {
      creation.refuseComputedColumns();
    }
    if (table.isFilled() && CatalogEntry.isForeignCatalog(session)) {
      throw Refusals.filledTable(table.name());
    }
    if (!CatalogEntry.isForeignCatalog(session)) {
      creation.run();
    }
  }

  private Configuration hadoop() {
    return session.sessionState().newHadoopConf();
  }

  /** Spark's plans are no stable API: another version of them must not fail the user's queries. */
  private Optional<CreatedTable> created(LogicalPlan plan) {
    try {
      return CreatedTable.of(plan);
    } catch (RuntimeException | LinkageError e) {
      if (!faultLogged) {
        faultLogged = true;
        LOG.warn("Cannot check {} for tables of parquet-ext", plan.getClass(), e);
      }
      return Optional.empty();
    }
  }
}
