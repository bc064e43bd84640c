package org.parquetext.spark.plan;

import java.util.Optional;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.RDDScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The rows of a query that is planned already and must not be planned again. Where they are to be
 * written as they are, the write looks at that plan, and takes its batches in place of these.
 *
 * <p>The plan stays with the driver.
 */
public final class PlannedRows extends RDD<InternalRow> {

  private static final long serialVersionUID = 1L;

  private static final ClassTag<InternalRow> ROW = ClassTag$.MODULE$.apply(InternalRow.class);

  private final transient SparkPlan plan;

  private PlannedRows(RDD<InternalRow> rows, SparkPlan plan) {
    super(rows, ROW);
    this.plan = plan;
  }

  /** The rows of a query. */
  public static RDD<InternalRow> of(QueryExecution query) {
    return new PlannedRows(query.toRdd(), query.executedPlan());
  }

  /** The plan whose rows a node gives; empty if it gives others. */
  static Optional<SparkPlan> plan(SparkPlan node) {
    return node instanceof RDDScanExec scan && scan.rdd() instanceof PlannedRows rows
        ? Optional.of(rows.plan)
        : Optional.empty();
  }

  @Override
  public Iterator<InternalRow> compute(Partition part, TaskContext task) {
    return firstParent(ROW).iterator(part, task);
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(ROW).partitions();
  }
}
