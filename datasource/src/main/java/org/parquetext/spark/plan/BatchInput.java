package org.parquetext.spark.plan;

import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * The columnar rule of a session: hands batches to writes where their queries have them, after
 * Spark has put its transitions between columns and rows into a plan.
 */
public final class BatchInput extends ColumnarRule {

  private final Rule<SparkPlan> rule = new BatchInputRule();

  @Override
  public Rule<SparkPlan> postColumnarTransitions() {
    return rule;
  }
}
