package org.parquetext.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.V1WritesUtils;
import org.parquetext.spark.write.WriteColumns;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which columns the rows of a task must be sorted by before they are written, decided as Spark's
 * {@code V1Writes} does: the partition columns, without constant ones; none when the query's own
 * ordering already starts with them, so that its further ordering survives.
 */
final class PartitionOrdering {

  private PartitionOrdering() {}

  /** Names of the columns to sort by. */
  static List<String> required(LogicalPlan optimized, WriteColumns columns) {
    List<Attribute> output = CollectionConverters.asJava(optimized.output());
    List<SortOrder> wanted = new ArrayList<>();
    for (int ordinal : columns.partitionOrdinals()) {
      wanted.add(ascending(output.get(ordinal)));
    }
    Seq<SortOrder> ordering =
        V1WritesUtils.eliminateFoldableOrdering(scala(wanted), optimized).outputOrdering();
    if (V1WritesUtils.isOrderingMatched(children(ordering), optimized.outputOrdering())) {
      return new ArrayList<>();
    }
    return names(ordering, output, columns);
  }

  private static SortOrder ascending(Attribute attribute) {
    return new SortOrder(
        attribute,
        Ascending$.MODULE$,
        Ascending$.MODULE$.defaultNullOrdering(),
        scala(new ArrayList<Expression>()));
  }

  private static List<String> names(
      Seq<SortOrder> ordering, List<Attribute> output, WriteColumns columns) {
    List<String> names = new ArrayList<>();
    for (SortOrder order : CollectionConverters.asJava(ordering)) {
      IntStream.range(0, output.size())
          .filter(i -> output.get(i).semanticEquals(order.child()))
          .findFirst()
          .ifPresent(i -> names.add(columns.rows().fieldNames()[i]));
    }
    return names;
  }

  private static Seq<Expression> children(Seq<SortOrder> ordering) {
    List<Expression> children = new ArrayList<>();
    CollectionConverters.asJava(ordering).forEach(order -> children.add(order.child()));
    return scala(children);
  }

  private static <T> Seq<T> scala(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
