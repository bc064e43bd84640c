package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.parquetext.spark.commit.TableSave;

/** The condition of {@code replaceWhere}, which may speak of partition columns only. */
final class PartitionCondition {

  private PartitionCondition() {}

  static Expression parse(SparkSession session, String condition) {
    try {
      return session.sessionState().sqlParser().parseExpression(condition);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "Cannot read `replaceWhere` = `%s`: %s".formatted(condition, e.getMessage()), e);
    }
  }

  /**
   * What the condition asks of a partition, all of which must hold.
   *
   * @throws IllegalArgumentException if it speaks of another column than the partition columns
   */
  static List<Expression> conjuncts(TableSave save, String condition, List<String> partitions) {
    List<Expression> conjuncts = new ArrayList<>();
    split(parse(save.session(), condition), conjuncts);
    conjuncts.forEach(conjunct -> check(conjunct, save, condition, partitions));
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

  private static void check(
      Expression expression, TableSave save, String condition, List<String> partitions) {
    if (expression instanceof SubqueryExpression) {
      throw refusal(save, condition, "it has a subquery", partitions);
    }
    if (expression instanceof UnresolvedAttribute column) {
      List<String> parts = Scala.list(column.nameParts());
      if (parts.size() != 1 || partitions.stream().noneMatch(parts.get(0)::equalsIgnoreCase)) {
        throw refusal(
            save,
            condition,
            "`" + String.join(".", parts) + "` is no partition column",
            partitions);
      }
    }
    Scala.list(expression.children()).forEach(child -> check(child, save, condition, partitions));
  }

  private static IllegalArgumentException refusal(
      TableSave save, String condition, String reason, List<String> partitions) {
    return new IllegalArgumentException(
        ("Cannot overwrite the Delta table %s with `replaceWhere` = `%s`: %s. Its partition columns"
                + " are %s. Use format(\"delta\") to replace single rows.")
            .formatted(save.path(), condition, reason, partitions));
  }
}
