package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;

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
    if (router.moveTo(row)) {
      if (current != null) {
        current.finishInBackground();
      }
      if (order != null) {
        order.restart();
      }
      current = new DirectoryWriter(scope, router.directory(), order);
    }
    current.add(row, number);
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
