package org.parquetext.delta;

import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/** Replaces the columns of one class in an expression, as Catalyst takes it. */
final class AttributeRule<C extends Expression>
    extends AbstractPartialFunction<Expression, Expression> {

  private final Class<C> columns;
  private final Function<C, Expression> replacement;

  AttributeRule(Class<C> columns, Function<C, Expression> replacement) {
    this.columns = columns;
    this.replacement = replacement;
  }

  @Override
  public boolean isDefinedAt(Expression expression) {
    return columns.isInstance(expression);
  }

  @Override
  public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
    @SuppressWarnings("unchecked")
    B replaced =
        isDefinedAt(expression)
            ? (B) replacement.apply(columns.cast(expression))
            : otherwise.apply(expression);
    return replaced;
  }
}
