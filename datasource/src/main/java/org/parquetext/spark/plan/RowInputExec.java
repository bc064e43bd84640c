package org.parquetext.spark.plan;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * The writer gets the rows of the query, one by one; says why. Costs nothing when it runs.
 *
 * <p>At the root of an adaptive query it marks that query as the input of a write, until the final
 * plan stands and {@link BatchInputRule} decides.
 */
public final class RowInputExec extends UnaryNode {

  private static final long serialVersionUID = 1L;

  private static final String UNDECIDED = "rows, unless the final plan gives batches";

  private final String reason;

  /**
   * Rows of a query.
   *
   * @param reason why there are no batches, for plans
   */
  public RowInputExec(SparkPlan child, String reason) {
    super(child, reason);
    this.reason = reason;
  }

  /** The mark at the root of an adaptive query. */
  static RowInputExec undecided(SparkPlan query) {
    RowInputExec mark = new RowInputExec(query, UNDECIDED);
    // The adaptive query finds its logical plan by the root's tags.
    mark.copyTagsFrom(query);
    return mark;
  }

  /** Rows since there are no batches. */
  static RowInputExec because(String reason, SparkPlan query) {
    return new RowInputExec(query, "rows, since " + reason);
  }

  @Override
  SparkPlan above(SparkPlan query) {
    return new RowInputExec(query, reason);
  }

  @Override
  String shown() {
    return reason;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    return child().execute();
  }
}
