package org.parquetext.spark.stream;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.LogicalRDD$;
import org.apache.spark.storage.StorageLevel;
import org.parquetext.spark.plan.PlannedRows;

/**
 * The rows of a stream's batch as a query that may be written like any other. The batch is planned
 * already, with what it takes from the state of the stream, and must not be planned again: Spark
 * would take it from there twice. So this begins with the rows that its plan gives, as {@code
 * foreachBatch} does, or with that plan's batches.
 */
record PlannedBatch(Dataset<Row> dataset, RDD<InternalRow> kept) implements AutoCloseable {

  /**
   * The rows of a batch.
   *
   * @param isReadTwice whether the write reads them more than once: then they are kept, so that
   *     what they come from is run once only
   */
  static PlannedBatch of(Dataset<Row> batch, boolean isReadTwice) {
    org.apache.spark.sql.classic.Dataset<Row> planned =
        (org.apache.spark.sql.classic.Dataset<Row>) batch;
    RDD<InternalRow> rows = PlannedRows.of(planned.queryExecution());
    if (isReadTwice) {
      // The plan gives the same row again and again, with other values.
      rows = JavaRDD.toRDD(copies(rows).persist(StorageLevel.MEMORY_AND_DISK()));
    }
    LogicalRDD plan = LogicalRDD$.MODULE$.fromDataset(rows, planned, false);
    return new PlannedBatch(
        org.apache.spark.sql.classic.Dataset.ofRows(planned.sparkSession(), plan),
        isReadTwice ? rows : null);
  }

  private static JavaRDD<InternalRow> copies(RDD<InternalRow> rows) {
    return rows.toJavaRDD().map(InternalRow::copy);
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.unpersist(false);
    }
  }
}
