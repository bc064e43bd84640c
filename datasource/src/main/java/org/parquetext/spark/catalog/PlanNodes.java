package org.parquetext.spark.catalog;

import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Looking at Spark's plans. */
final class PlanNodes {

  private PlanNodes() {}

  /** Every node of a plan, also of its subqueries. */
  static void forEach(LogicalPlan plan, Consumer<LogicalPlan> look) {
    plan.foreachWithSubqueries(
        new AbstractFunction1<>() {
          @Override
          public BoxedUnit apply(LogicalPlan node) {
            look.accept(node);
            return BoxedUnit.UNIT;
          }
        });
  }
}
