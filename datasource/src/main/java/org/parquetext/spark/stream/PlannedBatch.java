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
final class PlannedBatch implements AutoCloseable {

  private final org.apache.spark.sql.classic.Dataset<Row> batch;
  private final boolean readTwice;
  private RDD<InternalRow> kept;

  /**
   * The rows of a batch.
   *
   * @param isReadTwice whether the write reads them more than once: then they are kept, so that
   *     what they come from is run once only
   */
  PlannedBatch(Dataset<Row> batch, boolean isReadTwice) {
    this.batch = (org.apache.spark.sql.classic.Dataset<Row>) batch;
    this.readTwice = isReadTwice;
  }

  /** Plans them, for which parts of the query are run already. To be called once. */
  Dataset<Row> dataset() {
    RDD<InternalRow> rows = PlannedRows.of(batch.queryExecution());
    if (readTwice) {
      // The plan gives the same row again and again, with other values.
      rows = JavaRDD.toRDD(copies(rows).persist(StorageLevel.MEMORY_AND_DISK()));
      kept = rows;
    }
    LogicalRDD plan = LogicalRDD$.MODULE$.fromDataset(rows, batch, false);
    return org.apache.spark.sql.classic.Dataset.ofRows(batch.sparkSession(), plan);
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
