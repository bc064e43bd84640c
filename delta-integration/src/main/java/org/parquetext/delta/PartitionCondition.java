package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.optimizer.ComputeCurrentTime;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.commit.TableSave;
import scala.Option;

/**
 * The condition of {@code replaceWhere}, which may speak of partition columns only. It is resolved
 * once for a write, the current date and time being those of that moment: what the rows are checked
 * for and which files are removed must not differ, whenever the commit happens.
 */
final class PartitionCondition {

  private final Expression resolved;

  private PartitionCondition(Expression resolved) {
    this.resolved = resolved;
  }

  /**
   * The condition of a write.
   *
   * @param partitions the table's partition columns, which are found without regard to case
   * @throws IllegalArgumentException if it is no condition on these alone, or not deterministic
   */
  static PartitionCondition of(TableSave save, String text, StructType partitions) {
    List<AttributeReference> columns = new ArrayList<>();
    for (StructField field : partitions.fields()) {
      columns.add(
          new AttributeReference(
              field.name(),
              field.dataType(),
              true,
              Metadata.empty(),
              NamedExpression.newExprId(),
              Scala.seq(List.of())));
    }
    Expression parsed = parse(save.session(), text);
    check(parsed, save, text, columns);
    Expression bound =
        (Expression)
            parsed.transformUp(
                new AttributeRule<>(UnresolvedAttribute.class, name -> named(name, columns)));
    PartitionCondition condition =
        new PartitionCondition(resolve(save.session(), bound, Scala.<Attribute>seq(columns)));
    for (Expression conjunct : condition.conjuncts()) {
      if (!conjunct.deterministic()) {
        // Delta leaves such conjuncts out when it looks for files, and would remove all of them.
        throw refusal(save, text, "it is not deterministic", columns);
      }
    }
    return condition;
  }

  private static Expression parse(SparkSession session, String condition) {
    try {
      return session.sessionState().sqlParser().parseExpression(condition);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "Cannot read `replaceWhere` = `%s`: %s".formatted(condition, e.getMessage()), e);
    }
  }

  private static void check(
      Expression expression, TableSave save, String text, List<AttributeReference> columns) {
    if (expression instanceof SubqueryExpression) {
      throw refusal(save, text, "it has a subquery", columns);
    }
    if (expression instanceof UnresolvedAttribute column && named(column, columns) == null) {
      throw refusal(
          save,
          text,
          "`" + String.join(".", Scala.list(column.nameParts())) + "` is no partition column",
          columns);
    }
    Scala.list(expression.children()).forEach(child -> check(child, save, text, columns));
  }

  /** Null if there is none. A dot in back-ticks is part of a name. */
  private static AttributeReference named(
      UnresolvedAttribute column, List<AttributeReference> columns) {
    List<String> parts = Scala.list(column.nameParts());
    return columns.stream()
        .filter(known -> parts.size() == 1 && known.name().equalsIgnoreCase(parts.get(0)))
        .findFirst()
        .orElse(null);
  }

  private static Expression resolve(
      SparkSession session,
      Expression condition,
      scala.collection.immutable.Seq<Attribute> columns) {
    LogicalPlan plan =
        new Filter(
            condition, new LocalRelation(columns, Scala.seq(List.of()), false, Option.empty()));
    LogicalPlan analysed =
        session
            .sessionState()
            .analyzer()
            .executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
    return ((Filter) ComputeCurrentTime.apply(analysed)).condition();
  }

  /** What it asks of a partition, all of which must hold; the columns are named as the table's. */
  List<Expression> conjuncts() {
    List<Expression> conjuncts = new ArrayList<>();
    split(resolved, conjuncts);
    return conjuncts;
  }

  private static void split(Expression condition, List<Expression> conjuncts) {
    if (condition instanceof And and) {
      split(and.left(), conjuncts);
      split(and.right(), conjuncts);
    } else {
      conjuncts.add(condition);
    }
  }

  /** The same condition with columns that are found by their names. */
  Expression unbound() {
    return (Expression)
        resolved.transformUp(
            new AttributeRule<>(
                AttributeReference.class,
                column -> new UnresolvedAttribute(Scala.seq(List.of(column.name())))));
  }

  private static IllegalArgumentException refusal(
      TableSave save, String condition, String reason, List<AttributeReference> columns) {
    return new IllegalArgumentException(
        ("Cannot overwrite the Delta table %s with `replaceWhere` = `%s`: %s. Its partition columns"
                + " are %s. Use format(\"delta\") to replace single rows.")
            .formatted(
                save.path(),
                condition,
                reason,
                columns.stream().map(AttributeReference::name).toList()));
  }
}
