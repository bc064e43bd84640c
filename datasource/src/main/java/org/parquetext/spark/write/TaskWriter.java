package org.parquetext.spark.write;

import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.util.TaskCompletionListener;
import org.parquetext.spark.commit.CommittedTask;
import org.parquetext.spark.commit.RowCheck;
import org.parquetext.spark.commit.TaskCommit;

/**
 * Writes the rows of one task attempt: takes each, or each batch of them, to the directory that it
 * belongs to, and commits or aborts. Files that are full and the last ones of directories are
 * closed beside the task. All calls on the task's thread. Whatever ends the task, its buffers are
 * freed once: by {@link #commit}, {@link #abort}, {@link #close}, or at last by the task's own
 * completion.
 */
final class TaskWriter implements DataWriter<InternalRow> {

  private static final CustomTaskMetric[] NOTHING_NEW = {};

  /** Spark tells the driver every ten seconds what a task reports. */
  private static final long REPORT_NANOS = 100_000_000;

  private final TaskCommit commit;
  private final TaskContext task;
  private final TaskFiles files;
  private final TaskScope scope;

  /** Null where nothing is promised of the rows. */
  private final Consumer<InternalRow> check;

  /** Null where there are no partition directories. */
  private final Partitions partitions;

  /** The one directory where there are no partitions, once it has a row. */
  private DirectoryWriter table;

  /** Null where Spark hands over row by row. */
  private SparkRowCount handedOver;

  private final TaskRows rows = new TaskRows();
  private long lastPages = -1;
  private long lastReport;
  private boolean finished;
  private boolean released;

  TaskWriter(TaskPlan plan, TaskCommit commit, TaskContext task) {
    this.commit = commit;
    this.task = task;
    this.files = new TaskFiles(commit, plan);
    this.scope = new TaskScope(plan, files, task);
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
    RowCheck promised = plan.columns().check();
    this.check = promised == null ? null : promised.begin();
    this.partitions = plan.columns().isPartitioned() ? partitions(plan) : null;
  }

  private Partitions partitions(TaskPlan plan) {
    PartitionRouter router = new PartitionRouter(plan.columns(), plan.timeZone());
    int maxOpen = plan.options().maxOpenFiles();
    return maxOpen > 1
        ? new FanoutPartitions(scope, router, maxOpen)
        : new SortedPartitions(scope, router);
  }

  @Override
  public void write(InternalRow row) {
    if (row instanceof BatchRow batch) {
      write(batch);
      return;
    }
    long number = rows.next();
    if (check != null) {
      check.accept(row);
    }
    if (partitions != null) {
      partitions.write(row, number);
    } else {
      if (table == null) {
        openTable();
      }
      table.add(row, number);
    }
  }

  private void write(BatchRow row) {
    if (row == BatchRow.COUNTED) {
      return;
    }
    long first = rows.next(row);
    for (int i = 0; check != null && i < row.rows().count(); i++) {
      check.accept(row.batch().getRow(row.rows().at(i)));
    }
    if (partitions != null) {
      partitions.write(row.batch(), row.rows(), first);
    } else {
      if (table == null) {
        openTable();
      }
      table.add(row.batch(), row.rows(), first);
    }
    if (handedOver != null && handedOver.add(row.rows().count() - 1)) {
      row.setCounted();
    }
  }

  private void openTable() {
    table = new DirectoryWriter(scope, "", scope.rowOrder());
  }

  /** Ends with the files closed, since Spark reads the metrics before it commits. */
  @Override
  public void writeAll(Iterator<InternalRow> records) {
    handedOver = SparkRowCount.of(records);
    while (records.hasNext()) {
      write(records.next());
    }
    finish();
  }

  /** The first task leaves a file even without rows, so that the table has a schema. */
  private void finish() {
    if (finished) {
      return;
    }
    if (partitions != null) {
      partitions.finish();
    } else {
      if (table == null && task.partitionId() == 0) {
        openTable();
      }
      if (table != null) {
        table.finish();
      }
    }
    scope.awaitClosed();
    finished = true;
  }

  @Override
  public WriterCommitMessage commit() {
    finish();
    release();
    long shuffleBytes = task.taskMetrics().shuffleReadMetrics().totalBytesRead();
    // Before the commit: an attempt that has committed must not fail.
    byte[] said = files.report() == null ? null : files.report().end(currentMetricsValues());
    long started = System.nanoTime();
    CommittedTask committed =
        commit.commit(files.finished(), shuffleBytes).committedIn(System.nanoTime() - started);
    return said == null ? committed : committed.reporting(said);
  }

  @Override
  public void abort() {
    try {
      release();
    } finally {
      commit.abort();
    }
  }

  @Override
  public void close() {
    release();
  }

  /** The writers first: their column tasks may still read the pages. */
  private void release() {
    if (released) {
      return;
    }
    released = true;
    try {
      if (partitions != null) {
        partitions.abort();
      }
      if (table != null) {
        table.abort();
      }
    } finally {
      scope.close();
    }
  }

  /**
   * Nothing unless there may be something new since it was asked for last, some time ago: Spark
   * asks every hundred rows, and then looks each metric up by name.
   */
  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    if (finished) {
      return scope
          .totals()
          .metrics(rows.written(), scope.rowsInBatches(), scope.peakBufferedBytes());
    }
    if (!isReportDue()) {
      return NOTHING_NEW;
    }
    TaskTotals totals = scope.totals().copy();
    if (partitions != null) {
      partitions.addTo(totals);
    }
    if (table != null) {
      table.addTo(totals);
    }
    return totals.metrics(rows.written(), scope.rowsInBatches(), scope.peakBufferedBytes());
  }

  private boolean isReportDue() {
    if (lastPages == scope.pagesHandedOver()) {
      return false;
    }
    long now = System.nanoTime();
    if (lastPages >= 0 && now - lastReport < REPORT_NANOS) {
      return false;
    }
    lastPages = scope.pagesHandedOver();
    lastReport = now;
    return true;
  }
}
