package org.parquetext.spark.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OverwriteByExpression;
import org.apache.spark.sql.catalyst.plans.logical.OverwritePartitionsDynamic;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.ReplaceablePath;
import org.parquetext.spark.write.RequiredOrdering;
import org.parquetext.spark.write.WriteRequest;
import scala.Option;

/** The overwrites that SQL asks for, by the plans that Spark makes of them. */
final class PlannedOverwrites {

  private final SparkSession spark;
  private final Path table;
  private final Map<String, String> options;

  PlannedOverwrites(SparkSession spark, Path table, Map<String, String> options) {
    this.spark = spark;
    this.table = table;
    this.options = options;
  }

  private DataSourceV2Relation relation(Dataset<Row> rows, String... partitions) {
    WriteColumns columns = WriteColumns.of(rows.schema(), List.of(partitions), false);
    SparkWriteConf conf = new SparkWriteConf(spark, options, columns);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(table.toUri());
    Configuration hadoop = conf.hadoopConfiguration();
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      path = fileSystem.makeQualified(path);
      ReplaceablePath replaceable =
          new ReplaceablePath(spark, fileSystem, path, columns, new ForeignTables(hadoop));
      WriteRequest request =
          new WriteRequest(
              spark,
              path,
              SaveMode.Overwrite,
              columns,
              conf,
              RequiredOrdering.of(rows.queryExecution().optimizedPlan(), columns, conf),
              replaceable);
      return DataSourceV2Relation.create(
          new PathWriteTable(request, rows.schema()), Option.empty(), Option.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code INSERT OVERWRITE … PARTITION (…)}: replaces the rows that a filter takes. */
  void byFilter(String filter, Dataset<Row> rows, String... partitions) {
    run(
        OverwriteByExpression.byPosition(
            relation(rows, partitions),
            rows.queryExecution().analyzed(),
            parsed(filter),
            scala.collection.immutable.Map$.MODULE$.empty(),
            false));
  }

  private Expression parsed(String filter) {
    try {
      return spark.sessionState().sqlParser().parseExpression(filter);
    } catch (ParseException e) {
      throw new IllegalArgumentException(filter, e);
    }
  }

  /** {@code INSERT OVERWRITE} of the partitions that are written to. */
  void dynamic(Dataset<Row> rows, String... partitions) {
    run(
        OverwritePartitionsDynamic.byPosition(
            relation(rows, partitions),
            rows.queryExecution().analyzed(),
            scala.collection.immutable.Map$.MODULE$.empty(),
            false));
  }

  private void run(LogicalPlan plan) {
    spark.sessionState().executePlan(plan, CommandExecutionMode.ALL()).assertCommandExecuted();
  }
}
