package org.parquetext.spark.write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.commit.Failures;

/**
 * Rows that come in any order of partitions: the first directories, up to a limit, stay open until
 * the end. The rows of all others are sorted meanwhile, and written then, one directory after the
 * other. So each directory is opened once, and has its rows in the order in which they came.
 */
final class FanoutPartitions implements Partitions {

  private final TaskScope scope;
  private final PartitionRouter router;
  private final int maxOpen;
  private final Map<String, DirectoryWriter> open = new LinkedHashMap<>();
  private final Map<UnsafeRow, Open> openByValues = new HashMap<>();
  private Open current;
  private RemainingRows remaining;
  private SortedPartitions sorted;

  /**
   * No directory is open yet.
   *
   * @param maxOpen directories that may be open at a time
   */
  FanoutPartitions(TaskScope scope, PartitionRouter router, int maxOpen) {
    this.scope = scope;
    this.router = router;
    this.maxOpen = maxOpen;
  }

  @Override
  public void write(InternalRow row, long number) {
    DirectoryWriter writer = writer(row);
    if (writer != null) {
      writer.add(row, number);
    } else {
      keep(row, number);
    }
  }

  @Override
  public void write(ColumnarBatch batch, BatchRows rows, long first) {
    router
        .split()
        .targets(batch, rows, this::writer)
        .forEach((writer, ofWriter) -> write(batch, ofWriter, first, writer));
  }

  private void write(ColumnarBatch batch, BatchRows rows, long first, DirectoryWriter writer) {
    if (writer != null) {
      writer.add(batch, rows, first);
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      keep(batch.getRow(rows.at(i)), first + rows.at(i));
    }
  }

  /** The writer of the row's directory; null if the row is to be kept. */
  private DirectoryWriter writer(InternalRow row) {
    UnsafeRow values = router.values(row);
    if (current == null || !values.equals(current.values)) {
      current = openByValues.get(values);
      if (current == null && open.size() < maxOpen) {
        current = open(values, row);
      }
    }
    return current == null ? null : current.writer;
  }

  /** Several values, such as texts that are no UTF-8, may have one directory. */
  private Open open(UnsafeRow values, InternalRow row) {
    UnsafeRow copy = values.copy();
    DirectoryWriter writer =
        open.computeIfAbsent(
            router.directory(row), name -> new DirectoryWriter(scope, name, scope.rowOrder()));
    Open opened = new Open(copy, writer);
    openByValues.put(copy, opened);
    return opened;
  }

  private void keep(InternalRow row, long number) {
    if (remaining == null) {
      remaining = new RemainingRows(scope.plan().columns());
    }
    remaining.add(row, number);
  }

  @Override
  public void finish() {
    for (DirectoryWriter writer : open.values()) {
      writer.finishInBackground();
    }
    forgetOpen();
    if (remaining != null) {
      sorted = new SortedPartitions(scope, router);
      remaining.forEachSorted(sorted::write);
      sorted.finish();
    }
  }

  /** Also what is ended already may be aborted. */
  @Override
  public void abort() {
    Throwable failure = null;
    for (DirectoryWriter writer : open.values()) {
      failure = Failures.first(failure, writer::abort);
    }
    forgetOpen();
    if (sorted != null) {
      failure = Failures.first(failure, sorted::abort);
    }
    if (remaining != null) {
      failure = Failures.first(failure, remaining::close);
    }
    Failures.rethrow(failure);
  }

  private void forgetOpen() {
    open.clear();
    openByValues.clear();
    current = null;
  }

  @Override
  public void addTo(TaskTotals totals) {
    for (DirectoryWriter writer : open.values()) {
      writer.addTo(totals);
    }
    if (sorted != null) {
      sorted.addTo(totals);
    }
  }

  /** An open directory by the values that lead to it. */
  private static final class Open {
    private final UnsafeRow values;
    private final DirectoryWriter writer;

    Open(UnsafeRow values, DirectoryWriter writer) {
      this.values = values;
      this.writer = writer;
    }
  }
}
