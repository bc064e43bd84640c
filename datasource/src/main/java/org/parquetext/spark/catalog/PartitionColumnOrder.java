package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTable;
import org.apache.spark.sql.catalyst.plans.logical.V2CreateTableAsSelectPlan;
import org.apache.spark.sql.catalyst.plans.logical.V2CreateTablePlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Moves the partition columns of a table that is created to the end, in their order, as Spark does
 * for its V1 tables ({@code PreprocessTableCreation}) and a Hive metastore for all: the columns of
 * a definition, or those of the query that fills the table, which Spark goes by in both, the
 * definition and the rows.
 *
 * <p>Spark has given the partition columns the names of the columns before. What cannot be moved is
 * refused by {@link ColumnOrder#check}.
 */
public final class PartitionColumnOrder extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan instanceof V2CreateTablePlan && plan.childrenResolved() ? ordered(plan) : plan;
  }

  private static LogicalPlan ordered(LogicalPlan node) {
    return CreatedTable.of(node)
        .filter(CreatedTable::isOwn)
        .flatMap(table -> table.definition().columnOrder().partitionsMoved())
        .map(order -> ordered(node, order))
        .orElse(node);
  }

  private static LogicalPlan ordered(LogicalPlan node, List<Integer> order) {
    if (node instanceof V2CreateTableAsSelectPlan filled) {
      LogicalPlan query = filled.query();
      LogicalPlan reordered = new Project(chosen(query.output(), order), query);
      return node.withNewChildren(
          CollectionConverters.asScala(List.of(filled.name(), reordered)).toSeq());
    }
    if (node instanceof CreateTable create) {
      return new CreateTable(
          create.name(),
          chosen(create.columns(), order),
          create.partitioning(),
          create.tableSpec(),
          create.ignoreIfExists());
    }
    ReplaceTable replace = (ReplaceTable) node;
    return new ReplaceTable(
        replace.name(),
        chosen(replace.columns(), order),
        replace.partitioning(),
        replace.tableSpec(),
        replace.orCreate());
  }

  /** Some of a sequence, by their positions. */
  private static <T, E extends T> Seq<T> chosen(Seq<E> all, List<Integer> positions) {
    List<E> elements = CollectionConverters.asJava(all);
    List<T> chosen = new ArrayList<>();
    positions.forEach(position -> chosen.add(elements.get(position)));
    return CollectionConverters.asScala(chosen).toSeq();
  }
}
