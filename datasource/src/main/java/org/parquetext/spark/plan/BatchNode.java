package org.parquetext.spark.plan;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;

/** A node that gives batches, and never rows. */
abstract class BatchNode extends UnaryNode {

  private static final long serialVersionUID = 1L;

  /** As {@link UnaryNode}. */
  BatchNode(SparkPlan child, Object... others) {
    super(child, others);
  }

  @Override
  public final boolean supportsColumnar() {
    return true;
  }

  @Override
  public final RDD<InternalRow> doExecute() {
    throw new UnsupportedOperationException("Cannot execute " + this + ": it gives batches only");
  }
}
