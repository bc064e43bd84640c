package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;

/** Rows that come sorted by partition: one directory is open at a time. */
final class SortedPartitions implements Partitions {

  private final TaskScope scope;
  private final PartitionRouter router;
  private final RowOrder order;
  private DirectoryWriter current;

  /** No directory is open yet. */
  SortedPartitions(TaskScope scope, PartitionRouter router) {
    this.scope = scope;
    this.router = router;
    this.order = scope.rowOrder();
  }

  @Override
  public void write(InternalRow row, long number) {
    moveTo(row);
    current.add(row, number);
  }

  @Override
  public void write(ColumnarBatch batch, BatchRows rows, long first) {
    for (BatchRows run : router.split().runs(batch, rows)) {
      moveTo(batch.getRow(run.at(0)));
      current.add(batch, run, first);
    }
  }

  private void moveTo(InternalRow row) {
    if (router.moveTo(row)) {
      if (current != null) {
        current.finishInBackground();
      }
      if (order != null) {
        order.restart();
      }
      current = new DirectoryWriter(scope, router.directory(), order);
    }
  }

  @Override
  public void finish() {
    if (current != null) {
      current.finish();
      current = null;
    }
  }

  @Override
  public void abort() {
    if (current != null) {
      current.abort();
      current = null;
    }
  }

  @Override
  public void addTo(TaskTotals totals) {
    if (current != null) {
      current.addTo(totals);
    }
  }
}
