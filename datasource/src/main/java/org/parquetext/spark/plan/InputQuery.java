package org.parquetext.spark.plan;

import java.util.Optional;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;

/**
 * What the query of a write ends in, looked at for batches: a columnar query, and above it nothing
 * but projections that choose columns, a filter, and nodes that coalesce tasks.
 *
 * @param batches the query that gives batches; null if there is none
 * @param choice what of them the writer gets; null if there is none
 * @param rowMaker the node that gives rows, named; null if there is none
 */
record InputQuery(SparkPlan batches, BatchChoice choice, String rowMaker) {

  /** Looks at a query as it will run, with Spark's transitions between columns and rows. */
  static InputQuery of(SparkPlan plan) {
    SparkPlan query = withoutCode(plan);
    if (query.getClass() == ColumnarToRowExec.class) {
      return columnar(withoutCode(query.children().head()));
    }
    // Spark lets nodes that can do both give rows, and only of a leaf it is sure that nothing
    // below has been prepared for that.
    if (query.supportsColumnar() && query.children().isEmpty()) {
      return columnar(query);
    }
    if (isPassed(query)) {
      return of(query.children().head()).through(query);
    }
    return PlannedRows.plan(query)
        .map(planned -> of(planned).named(query))
        .orElseGet(() -> rows(query.nodeName().trim() + " gives rows"));
  }

  /** Where Spark generates code, in a plan that is ready to run, it puts nodes of its own. */
  private static SparkPlan withoutCode(SparkPlan query) {
    return query instanceof WholeStageCodegenExec || query instanceof InputAdapter
        ? withoutCode(query.children().head())
        : query;
  }

  /** The same by the names of a node whose rows these are. */
  private InputQuery named(SparkPlan node) {
    return batches == null ? this : new InputQuery(batches, choice.named(node.output()), null);
  }

  /** Whether batches may pass such a node. */
  private static boolean isPassed(SparkPlan query) {
    return query instanceof ProjectExec
        || query instanceof FilterExec
        || query instanceof CoalesceExec;
  }

  /** Whether a query may turn out to give batches when Spark has put its transitions in. */
  static boolean mayGiveBatches(SparkPlan query) {
    return isPassed(query)
        ? mayGiveBatches(query.children().head())
        : query.supportsColumnar() || PlannedRows.plan(query).isPresent();
  }

  private static InputQuery columnar(SparkPlan query) {
    if (!query.supportsColumnar()) {
      return rows(query.nodeName().trim() + " gives rows");
    }
    return KnownBatches.of(query)
        .map(batches -> new InputQuery(batches, BatchChoice.everything(batches), null))
        .orElseGet(() -> rows("batches of " + query.nodeName().trim() + " are not known"));
  }

  private static InputQuery rows(String maker) {
    return new InputQuery(null, null, maker);
  }

  /** What a node that batches may pass leaves of this. */
  private InputQuery through(SparkPlan node) {
    if (batches == null) {
      return this;
    }
    if (node instanceof ProjectExec projection) {
      return project(projection);
    }
    return node instanceof FilterExec filter
        ? filter(filter)
        : coalesce(((CoalesceExec) node).numPartitions());
  }

  private InputQuery project(ProjectExec projection) {
    Optional<BatchChoice> chosen = choice.project(projection.projectList());
    return chosen.isPresent()
        ? new InputQuery(batches, chosen.get(), null)
        : rows(projection.nodeName().trim() + " computes columns");
  }

  private InputQuery filter(FilterExec filter) {
    Optional<BatchChoice> left = choice.filter(filter);
    return left.isPresent()
        ? new InputQuery(batches, left.get(), null)
        : rows(filter.nodeName().trim() + " needs rows");
  }

  private InputQuery coalesce(int tasks) {
    return new InputQuery(new BatchCoalesceExec(batches, tasks), choice, null);
  }

  /** Why a write gets rows of this query. */
  String reasonForRows() {
    return batches == null ? rowMaker : batches.nodeName().trim() + " is not planned to the end";
  }

  /** The input of a write whose query this is. */
  SparkPlan input(SparkPlan query) {
    return batches == null
        ? RowInputExec.because(rowMaker, query)
        : new BatchInputExec(batches, choice);
  }
}
