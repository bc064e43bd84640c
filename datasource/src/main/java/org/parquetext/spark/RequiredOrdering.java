package org.parquetext.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.execution.datasources.V1WritesUtils;
import org.parquetext.options.SortingColumn;
import org.parquetext.spark.write.RowOrder;
import org.parquetext.spark.write.WriteColumns;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the rows of a task must be sorted by before they are written: the partition columns, then
 * the sorting columns, without constant ones. Decided as Spark's {@code V1Writes} does: nothing
 * when the query's own ordering already starts so, so that its further ordering survives.
 * Partitions may come in either direction, sorting columns only in theirs.
 */
final class RequiredOrdering {

  private final List<Attribute> output;
  private final List<SortOrder> given;
  private final WriteColumns columns;

  private RequiredOrdering(LogicalPlan optimized, WriteColumns columns) {
    this.output = CollectionConverters.asJava(optimized.output());
    this.given = CollectionConverters.asJava(optimized.outputOrdering());
    this.columns = columns;
  }

  /** What to sort by; empty when the rows come sorted. */
  static List<org.apache.spark.sql.connector.expressions.SortOrder> of(
      LogicalPlan optimized, WriteColumns columns, List<SortingColumn> sorting) {
    return new RequiredOrdering(optimized, columns).missing(optimized, sorting);
  }

  private List<org.apache.spark.sql.connector.expressions.SortOrder> missing(
      LogicalPlan optimized, List<SortingColumn> sorting) {
    List<SortOrder> wanted = new ArrayList<>();
    for (int ordinal : columns.partitionOrdinals()) {
      wanted.add(ascending(output.get(ordinal)));
    }
    for (SortingColumn column : sorting) {
      wanted.add(RowOrder.of(output.get(ordinal(column)), column));
    }
    List<SortOrder> needed =
        CollectionConverters.asJava(
            V1WritesUtils.eliminateFoldableOrdering(scala(wanted), optimized).outputOrdering());
    boolean mayMergeDirectories = !sorting.isEmpty() && columns.hasNullableStringPartition();
    return isGiven(needed) && !mayMergeDirectories ? List.of() : named(needed);
  }

  private int ordinal(SortingColumn column) {
    return columns.rows().fieldIndex(column.path().get(0));
  }

  private boolean isGiven(List<SortOrder> needed) {
    int partitions = (int) needed.stream().takeWhile(this::isPartition).count();
    List<Expression> leading = new ArrayList<>();
    needed.subList(0, partitions).forEach(order -> leading.add(order.child()));
    return V1WritesUtils.isOrderingMatched(scala(leading), scala(given))
        && SortOrder.orderingSatisfies(
            scala(given.subList(partitions, given.size())),
            scala(needed.subList(partitions, needed.size())));
  }

  private boolean isPartition(SortOrder order) {
    return IntStream.of(columns.partitionOrdinals())
        .anyMatch(ordinal -> output.get(ordinal).semanticEquals(order.child()));
  }

  private List<org.apache.spark.sql.connector.expressions.SortOrder> named(List<SortOrder> needed) {
    List<org.apache.spark.sql.connector.expressions.SortOrder> named = new ArrayList<>();
    for (SortOrder order : needed) {
      IntStream.range(0, output.size())
          .filter(i -> output.get(i).semanticEquals(order.child()))
          .findFirst()
          .ifPresent(i -> named.add(named(columns.rows().fieldNames()[i], order)));
    }
    return named;
  }

  private static org.apache.spark.sql.connector.expressions.SortOrder named(
      String name, SortOrder order) {
    return Expressions.sort(
        Expressions.column("`" + name.replace("`", "``") + "`"),
        order.isAscending() ? SortDirection.ASCENDING : SortDirection.DESCENDING,
        order.nullOrdering() == NullsFirst$.MODULE$
            ? NullOrdering.NULLS_FIRST
            : NullOrdering.NULLS_LAST);
  }

  private static SortOrder ascending(Attribute attribute) {
    return new SortOrder(
        attribute,
        Ascending$.MODULE$,
        Ascending$.MODULE$.defaultNullOrdering(),
        scala(new ArrayList<Expression>()));
  }

  private static <T> Seq<T> scala(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
