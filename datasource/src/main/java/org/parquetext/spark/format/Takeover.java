package org.parquetext.spark.format;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;

/**
 * Has writes of Spark's own Parquet format write their files by the pipeline, where the session
 * says {@value #KEY}. Everything else about them stays Spark's: where the rows come from, the
 * commit, the catalog. Only that very format, never one that is derived from it, whose files may be
 * part of something else. What cannot be written just as Spark would stays as it is.
 */
public final class Takeover extends Rule<LogicalPlan> {

  static final String KEY = "spark.parquetext.takeover";

  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

  private final SparkSession session;

  public Takeover(SparkSession session) {
    this.session = session;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return isOn(session) ? plan.resolveOperators(replacement()) : plan;
  }

  private static boolean isOn(SparkSession session) {
    return Boolean.parseBoolean(session.conf().get(KEY, "false").trim());
  }

  private PartialFunction<LogicalPlan, LogicalPlan> replacement() {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(LogicalPlan node) {
        return node instanceof InsertIntoHadoopFsRelationCommand insert
            && insert.fileFormat().getClass() == ParquetFileFormat.class;
      }

      @Override
      public LogicalPlan apply(LogicalPlan node) {
        return takenOver((InsertIntoHadoopFsRelationCommand) node);
      }

      @Override
      public <A1 extends LogicalPlan, B1> B1 applyOrElse(
          A1 node, scala.Function1<A1, B1> otherwise) {
        @SuppressWarnings("unchecked") // a plan, as everything that this function returns
        B1 replaced = isDefinedAt(node) ? (B1) apply(node) : otherwise.apply(node);
        return replaced;
      }
    };
  }

  private LogicalPlan takenOver(InsertIntoHadoopFsRelationCommand insert) {
    try {
      SingleFileWrite.takenOver(session, insert);
    } catch (RuntimeException e) {
      leave(insert.outputPath(), e);
      return insert;
    }
    return new InsertIntoHadoopFsRelationCommand(
        insert.outputPath(),
        insert.staticPartitions(),
        insert.ifPartitionNotExists(),
        insert.partitionColumns(),
        insert.bucketSpec(),
        new TakenOverFormat((ParquetFileFormat) insert.fileFormat()),
        insert.options(),
        insert.query(),
        insert.mode(),
        insert.catalogTable(),
        insert.fileIndex(),
        insert.outputColumnNames());
  }

  /** Says why Spark's writer writes. */
  static void leave(Path output, RuntimeException reason) {
    LOG.warn(
        "The write to {} is left to Spark's own Parquet writer: {}", output, reason.getMessage());
  }
}
