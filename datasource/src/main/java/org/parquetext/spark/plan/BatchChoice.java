package org.parquetext.spark.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which columns of a query's batches the writer gets, in which order, and which rows: what is left
 * of projections that compute nothing, and of a filter. Immutable. Travels to the executors.
 */
public final class BatchChoice implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What the writer gets, as the plan names it; plans stay with the driver. */
  private final transient Seq<Attribute> output;

  /** Where the chosen columns stand in a batch. */
  private final int[] ordinals;

  /** Null where all rows are chosen. */
  private final BatchFilter filter;

  /** Whether the first columns are chosen, in their order. */
  private final boolean prefix;

  private BatchChoice(Seq<Attribute> output, int[] ordinals, BatchFilter filter) {
    this.output = output;
    this.ordinals = ordinals;
    this.filter = filter;
    this.prefix = IntStream.range(0, ordinals.length).allMatch(i -> ordinals[i] == i);
  }

  /** Everything that a query gives. */
  static BatchChoice everything(SparkPlan query) {
    int columns = query.output().size();
    return new BatchChoice(query.output(), IntStream.range(0, columns).toArray(), null);
  }

  /** The same under other names. */
  BatchChoice named(Seq<Attribute> names) {
    return new BatchChoice(names, ordinals, filter);
  }

  /** What a projection leaves of this; empty if it computes something. */
  Optional<BatchChoice> project(Seq<NamedExpression> projection) {
    List<ExprId> given =
        CollectionConverters.asJava(output).stream().map(Attribute::exprId).toList();
    List<Attribute> chosen = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (NamedExpression expression : CollectionConverters.asJava(projection)) {
      Object value = expression instanceof Alias alias ? alias.child() : expression;
      int position = value instanceof Attribute column ? given.indexOf(column.exprId()) : -1;
      if (position < 0) {
        return Optional.empty();
      }
      chosen.add(expression.toAttribute());
      positions.add(ordinals[position]);
    }
    return Optional.of(
        new BatchChoice(
            CollectionConverters.asScala(chosen).toSeq(),
            positions.stream().mapToInt(Integer::intValue).toArray(),
            filter));
  }

  /** What a filter leaves of this; empty if it cannot look at batches. */
  Optional<BatchChoice> filter(FilterExec node) {
    return prefix && filter == null
        ? BatchFilter.of(node, output).map(found -> new BatchChoice(node.output(), ordinals, found))
        : Optional.empty();
  }

  /** The columns that are left. */
  Seq<Attribute> output() {
    return output;
  }

  /** Null where all rows are chosen. */
  BatchFilter filter() {
    return filter;
  }

  /**
   * The chosen columns of a batch, which stay those of the batch. It may have more columns than its
   * query says, after those.
   */
  ColumnarBatch columns(ColumnarBatch batch) {
    if (batch.numCols() == ordinals.length && prefix) {
      return batch;
    }
    ColumnVector[] columns =
        IntStream.of(ordinals).mapToObj(batch::column).toArray(ColumnVector[]::new);
    return new ColumnarBatch(columns, batch.numRows());
  }

  @Override
  public String toString() {
    String columns = output.mkString("[", ", ", "]");
    return filter == null ? columns : columns + " where " + filter;
  }
}
