package org.parquetext.spark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.datasources.v2.AppendDataExec;
import org.apache.spark.sql.execution.datasources.v2.OverwriteByExpressionExec;
import org.apache.spark.sql.execution.datasources.v2.OverwritePartitionsDynamicExec;
import org.apache.spark.sql.execution.datasources.v2.V2ExistingTableWriteExec;
import org.parquetext.spark.write.ParquetWrite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts between a query and its write what the writer gets: batches, where the query ends in them,
 * and rows everywhere else. Spark applies it to a plan with its transitions between columns and
 * rows, and to the final plan of an adaptive query by itself, which is marked for it where the
 * write is not in that plan.
 *
 * <p>Sees every query of the session. What it cannot understand stays as it is, and is logged once.
 */
final class BatchInputRule extends Rule<SparkPlan> {

  private static final Logger LOG = LoggerFactory.getLogger(BatchInputRule.class);

  private volatile boolean faultLogged;

  @Override
  public SparkPlan apply(SparkPlan plan) {
    try {
      if (plan instanceof RowInputExec mark) {
        return InputQuery.of(mark.child()).input(mark.child());
      }
      Optional<FormatWrite> format = FormatWrite.of(plan);
      if (format.isPresent()) {
        return format.get().withInput(conf());
      }
      return ownWrite(plan).map(write -> withInput(plan, write)).orElse(plan);
      // Scala throws exceptions that no signature tells of, and fails assertions.
    } catch (Exception | LinkageError | AssertionError e) {
      if (!faultLogged) {
        faultLogged = true;
        LOG.warn("Cannot look for batches below {}: its writer gets rows", plan.getClass(), e);
      }
      return plan;
    }
  }

  /** The write of a command that hands the rows of its query on, if it is one of this project. */
  private static Optional<ParquetWrite> ownWrite(SparkPlan plan) {
    boolean handsOn =
        plan instanceof AppendDataExec
            || plan instanceof OverwriteByExpressionExec
            || plan instanceof OverwritePartitionsDynamicExec;
    Write write = handsOn ? ((V2ExistingTableWriteExec) plan).write() : null;
    return write instanceof ParquetWrite own ? Optional.of(own) : Optional.empty();
  }

  private static SparkPlan withInput(SparkPlan command, ParquetWrite write) {
    SparkPlan query = command.children().head();
    if (query instanceof UnaryNode) {
      return command;
    }
    return command.withNewChildren(seq(input(query, write)));
  }

  private static SparkPlan input(SparkPlan query, ParquetWrite write) {
    Optional<String> needsRows = write.needsRows();
    if (needsRows.isPresent()) {
      return RowInputExec.because(needsRows.get(), query);
    }
    return query instanceof AdaptiveSparkPlanExec adaptive
        ? input(adaptive)
        : InputQuery.of(query).input(query);
  }

  /** Nothing is below an adaptive query yet that could run as it is. */
  private static SparkPlan input(AdaptiveSparkPlanExec query) {
    SparkPlan plan = query.inputPlan();
    if (plan instanceof RowInputExec) {
      return query;
    }
    return InputQuery.mayGiveBatches(plan)
        ? marked(query)
        : RowInputExec.because(InputQuery.of(plan).reasonForRows(), query);
  }

  /**
   * The same adaptive query with a mark at its root, also each time when it is planned anew. None
   * whose root Spark compares with a repartition comes here.
   */
  private static AdaptiveSparkPlanExec marked(AdaptiveSparkPlanExec query) {
    List<Rule<SparkPlan>> rules =
        new ArrayList<>(CollectionConverters.asJava(query.preprocessingRules()));
    rules.add(new MarkedInput());
    AdaptiveSparkPlanExec marked =
        new AdaptiveSparkPlanExec(
            RowInputExec.undecided(query.inputPlan()),
            query.context(),
            CollectionConverters.asScala(rules).toSeq(),
            query.isSubquery(),
            query.supportsColumnar());
    marked.copyTagsFrom(query);
    return marked;
  }

  private static Seq<SparkPlan> seq(SparkPlan plan) {
    return CollectionConverters.asScala(List.of(plan)).toSeq();
  }

  /** Marks the plans of an adaptive query. */
  private static final class MarkedInput extends Rule<SparkPlan> {

    @Override
    public SparkPlan apply(SparkPlan plan) {
      return plan instanceof RowInputExec ? plan : RowInputExec.undecided(plan);
    }
  }
}
