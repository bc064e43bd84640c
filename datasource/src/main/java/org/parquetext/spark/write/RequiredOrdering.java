package org.parquetext.spark.write;

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
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.execution.datasources.V1WritesUtils;
import org.parquetext.options.SortingColumn;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the rows of a task must be sorted by before they are written: the partition columns, unless
 * the task keeps several partitions open, then the sorting columns, without constant ones. Decided
 * as Spark's {@code V1Writes} does: nothing when the query's own ordering already starts so, so
 * that its further ordering survives. Partitions may come in either direction, sorting columns only
 * in theirs. Where the rows are distributed anew, the query's own ordering is lost.
 */
public final class RequiredOrdering {

  private final List<Attribute> output;
  private final List<SortOrder> given;
  private final WriteColumns columns;

  private RequiredOrdering(LogicalPlan optimized, WriteColumns columns, SparkWriteConf conf) {
    this.output = CollectionConverters.asJava(optimized.output());
    this.given =
        conf.isDistributed() ? List.of() : CollectionConverters.asJava(optimized.outputOrdering());
    this.columns = columns;
  }

  /** What to sort by; empty when the rows come sorted. */
  public static List<org.apache.spark.sql.connector.expressions.SortOrder> of(
      LogicalPlan optimized, WriteColumns columns, SparkWriteConf conf) {
    return new RequiredOrdering(optimized, columns, conf).missing(optimized, conf);
  }

  /** What to sort by where the query is not known; Spark leaves out what it is sorted by. */
  public static List<org.apache.spark.sql.connector.expressions.SortOrder> of(
      WriteColumns columns, SparkWriteConf conf) {
    List<org.apache.spark.sql.connector.expressions.SortOrder> orders = new ArrayList<>();
    if (!conf.isFanout()) {
      for (String name : columns.partitionNames()) {
        orders.add(Expressions.sort(column(name), SortDirection.ASCENDING));
      }
    }
    for (SortingColumn sorting : conf.sortingColumns()) {
      orders.add(
          Expressions.sort(
              column(sorting.path().get(0)),
              sorting.isDescending() ? SortDirection.DESCENDING : SortDirection.ASCENDING,
              sorting.hasNullsFirst() ? NullOrdering.NULLS_FIRST : NullOrdering.NULLS_LAST));
    }
    return orders;
  }

  private static NamedReference column(String name) {
    return Expressions.column("`" + name.replace("`", "``") + "`");
  }

  private List<org.apache.spark.sql.connector.expressions.SortOrder> missing(
      LogicalPlan optimized, SparkWriteConf conf) {
    List<SortOrder> sorting = new ArrayList<>();
    for (SortingColumn column : conf.sortingColumns()) {
      sorting.add(RowOrder.of(output.get(ordinal(column)), column));
    }
    List<SortOrder> byPartition = new ArrayList<>();
    for (int ordinal : columns.partitionOrdinals()) {
      byPartition.add(ascending(output.get(ordinal)));
    }
    byPartition.addAll(sorting);
    List<SortOrder> withinPartitions = withoutConstants(byPartition, optimized);
    List<SortOrder> needed =
        conf.isFanout() ? withoutConstants(sorting, optimized) : withinPartitions;
    boolean mayMergeDirectories = !sorting.isEmpty() && columns.hasNullableStringPartition();
    boolean isGiven =
        isGiven(withinPartitions) && !mayMergeDirectories
            || conf.isFanout() && SortOrder.orderingSatisfies(scala(given), scala(needed));
    return isGiven ? List.of() : named(needed);
  }

  /** Where nothing is left to sort by, Spark answers with the query's own ordering. */
  private static List<SortOrder> withoutConstants(List<SortOrder> orders, LogicalPlan optimized) {
    Seq<SortOrder> left =
        V1WritesUtils.eliminateFoldableOrdering(scala(orders), optimized).outputOrdering();
    return CollectionConverters.asJava(left).stream()
        .filter(order -> orders.stream().anyMatch(own -> own.child().semanticEquals(order.child())))
        .toList();
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
        column(name),
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
