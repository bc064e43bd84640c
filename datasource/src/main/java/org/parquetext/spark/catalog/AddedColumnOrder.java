package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.FieldPosition;
import org.apache.spark.sql.catalyst.analysis.ResolvedFieldPosition;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.plans.logical.AddColumns;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.QualifiedColType;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.catalog.TableChange.ColumnPosition;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts columns that are added to a partitioned table before its partition columns, which come last,
 * where the statement names no place: as Spark does for its V1 tables ({@code
 * AlterTableAddColumnsCommand}).
 */
public final class AddedColumnOrder extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan instanceof AddColumns command
            && command.resolved()
            && command.table() instanceof ResolvedTable resolved
            && resolved.table() instanceof SessionTable table
        ? table
            .definition()
            .columnOrder()
            .lastBeforePartitions()
            .<LogicalPlan>map(last -> behind(last, command))
            .orElse(plan)
        : plan;
  }

  /** Each behind the one before it. */
  private static LogicalPlan behind(String last, AddColumns command) {
    List<QualifiedColType> placed = new ArrayList<>();
    String before = last;
    for (QualifiedColType column : CollectionConverters.asJava(command.columnsToAdd())) {
      // One with a path is a field of a struct.
      if (column.path().isEmpty() && column.position().isEmpty()) {
        placed.add(behind(before, column));
        before = column.colName();
      } else {
        placed.add(column);
      }
    }
    return new AddColumns(command.table(), CollectionConverters.asScala(placed).toSeq());
  }

  private static QualifiedColType behind(String before, QualifiedColType column) {
    FieldPosition position = new ResolvedFieldPosition(ColumnPosition.after(before));
    return new QualifiedColType(
        column.path(),
        column.colName(),
        column.dataType(),
        column.nullable(),
        column.comment(),
        Option.apply(position),
        // Its default, which has a name that Java cannot say.
        column.copy$default$7());
  }
}
