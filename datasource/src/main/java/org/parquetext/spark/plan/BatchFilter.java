package org.parquetext.spark.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The condition of a filter, looked at row by row as the filter itself does, by Spark's own code,
 * but without taking the rows out of their batch. Travels to the executors.
 */
final class BatchFilter implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The turn of null checks of what is null where a column is. */
  private static final int LAST = 2;

  private final Expression condition;
  private final Seq<Attribute> columns;

  /** Stays with the driver, since it may be long. */
  private final transient String text;

  private BatchFilter(Expression condition, Seq<Attribute> columns, String text) {
    this.condition = condition;
    this.columns = columns;
    this.text = text;
  }

  /** What a filter does to batches of some columns; empty if it needs more than a row of them. */
  static Optional<BatchFilter> of(FilterExec filter, Seq<Attribute> columns) {
    Expression condition = filter.condition();
    return condition.deterministic() && !hasQuery(condition)
        ? Optional.of(new BatchFilter(oneAfterTheOther(filter), columns, condition.toString()))
        : Optional.empty();
  }

  /** Its value is known to the filter's own node only. */
  private static boolean hasQuery(Expression expression) {
    return expression instanceof PlanExpression
        || CollectionConverters.asJava(expression.children()).stream()
            .anyMatch(BatchFilter::hasQuery);
  }

  /** Finds the rows of batches, one after the other, for one task. */
  Function<ColumnarBatch, BatchRows> finder() {
    BasePredicate predicate = Predicate$.MODULE$.create(condition, columns);
    predicate.initialize(0);
    return batch -> rows(predicate, batch);
  }

  /**
   * The conjuncts in the order in which the filter's own code comes to them. That ends a row at the
   * first one that is false or null, where {@code AND} goes on after null, and may come to an error
   * that the filter does not.
   */
  private static Expression oneAfterTheOther(FilterExec filter) {
    List<Expression> conjuncts = new ArrayList<>();
    addConjuncts(filter.condition(), conjuncts);
    addNullChecks(filter, conjuncts);
    conjuncts.sort(Comparator.comparingInt(conjunct -> turn(conjunct, filter)));
    Expression rest = conjuncts.remove(conjuncts.size() - 1);
    while (!conjuncts.isEmpty()) {
      Expression before = conjuncts.remove(conjuncts.size() - 1);
      rest = new If(before, rest, new Literal(false, DataTypes.BooleanType));
    }
    return rest;
  }

  private static void addConjuncts(Expression condition, List<Expression> conjuncts) {
    if (condition instanceof And and) {
      addConjuncts(and.left(), conjuncts);
      addConjuncts(and.right(), conjuncts);
    } else {
      conjuncts.add(condition);
    }
  }

  /** Columns whose nulls the filter looks for before anything else of theirs. */
  private static void addNullChecks(FilterExec filter, List<Expression> conjuncts) {
    for (Expression conjunct : List.copyOf(conjuncts)) {
      if (turn(conjunct, filter) == LAST) {
        CollectionConverters.asJava(conjunct.references().toSeq())
            .forEach(column -> conjuncts.add(new IsNotNull(column)));
      }
    }
  }

  /** Null checks of columns come first, and those of what is null where a column is, last. */
  private static int turn(Expression conjunct, FilterExec filter) {
    if (!(conjunct instanceof IsNotNull check)) {
      return 1;
    }
    if (check.child() instanceof Attribute) {
      return 0;
    }
    return filter.isNullIntolerant(check.child()) ? LAST : 1;
  }

  private static BatchRows rows(BasePredicate predicate, ColumnarBatch batch) {
    int[] positions = new int[batch.numRows()];
    int count = 0;
    for (int position = 0; position < positions.length; position++) {
      InternalRow row = batch.getRow(position);
      positions[count] = position;
      count += predicate.eval(row) ? 1 : 0;
    }
    return BatchRows.of(positions, count);
  }

  @Override
  public String toString() {
    return text;
  }
}
