package org.parquetext.spark.path;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.write.RequiredOrdering;
import org.parquetext.spark.write.WriteRequest;

/** Runs the write of a query's rows through the V2 API, once everything about it is decided. */
public final class QueryWrite {

  /**
   * Where a session merges the schemas of Delta tables, Delta's rules add this option to every
   * command of the V2 API that does not say it itself, and not to its table: then Spark fails.
   */
  private static final String MERGE_SCHEMA = "mergeSchema";

  private final Dataset<Row> data;

  public QueryWrite(Dataset<Row> data) {
    this.data = data;
  }

  /** What the rows of a task must be sorted by, and are not yet. */
  public List<SortOrder> ordering(WriteColumns columns, SparkWriteConf conf) {
    return columns.isPartitioned() || !conf.sortingColumns().isEmpty()
        ? RequiredOrdering.of(data.queryExecution().optimizedPlan(), columns, conf)
        : List.of();
  }

  /** Runs a write of these columns. */
  public void run(WriteRequest request, WriteColumns columns, SparkWriteConf conf) {
    String ticket = PendingWrites.add(request);
    try (CallSite site =
        CallSite.named(data.sparkSession().sparkContext(), "save to " + request.path())) {
      boolean isRearranged = !ordering(columns, conf).isEmpty() || conf.isDistributed();
      (isRearranged ? emptyToNull(columns) : data)
          .write()
          .format(PathWriteProvider.class.getName())
          .option(PathWriteProvider.TICKET, ticket)
          .option(MERGE_SCHEMA, false)
          .mode(request.mode())
          .save();
    } finally {
      PendingWrites.remove(ticket);
    }
  }

  /**
   * Both mean the same directory, so they must be the same value before the rows are sorted or
   * distributed by it. Where neither is done the writer sees to that, since this takes the rows of
   * a query that has them in batches out of these.
   */
  private Dataset<Row> emptyToNull(WriteColumns columns) {
    Dataset<Row> rows = data;
    for (int ordinal : columns.partitionOrdinals()) {
      StructField field = columns.rows().fields()[ordinal];
      if (field.dataType() instanceof StringType && field.nullable()) {
        Column column = rows.col("`" + field.name().replace("`", "``") + "`");
        rows =
            rows.withColumn(
                field.name(), when(column.equalTo(lit("")), lit(null)).otherwise(column));
      }
    }
    return rows;
  }
}
