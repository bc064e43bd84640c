package org.parquetext.spark.write;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.WriteProgress;
import org.parquetext.spark.metric.MetricValue;
import org.parquetext.spark.metric.WriteMetrics;

/** What a task has written, over all its directories, as Spark's metrics want it. */
final class TaskTotals {

  /** Those of directories that are ended and have files which are still being closed. */
  private final Deque<WriteProgress> closing = new ArrayDeque<>();

  private long bytes;
  private long files;
  private long rowGroups;
  private long rowGroupsClosedByMemory;
  private long dictionariesOutgrown;
  private long waitNanos;
  private long closingNanos;

  TaskTotals() {}

  private TaskTotals(TaskTotals from) {
    bytes = from.bytes;
    files = from.files;
    rowGroups = from.rowGroups;
    rowGroupsClosedByMemory = from.rowGroupsClosedByMemory;
    dictionariesOutgrown = from.dictionariesOutgrown;
    waitNanos = from.waitNanos;
    closingNanos = from.closingNanos;
  }

  /** A directory is ended. */
  void add(WriteProgress progress) {
    closing.addLast(progress);
    while (!closing.isEmpty() && closing.peekFirst().isSettled()) {
      count(closing.pollFirst());
    }
  }

  /** A directory is open: adds what was written to it so far. */
  void addOpen(WriteProgress progress) {
    count(progress);
  }

  private void count(WriteProgress progress) {
    bytes += progress.bytesWritten();
    files += progress.files();
    rowGroups += progress.rowGroups();
    rowGroupsClosedByMemory += progress.rowGroupsClosedByMemory();
    dictionariesOutgrown += progress.dictionariesOutgrown();
    waitNanos += progress.waitNanos();
    closingNanos += progress.closingNanos();
  }

  void addClosing(long nanos) {
    closingNanos += nanos;
  }

  /** The totals now, to which those of open directories can be added. */
  TaskTotals copy() {
    TaskTotals now = new TaskTotals(this);
    closing.forEach(now::count);
    return now;
  }

  /** The metrics, of a task that has been given so many rows, and so many of them in batches. */
  CustomTaskMetric[] metrics(long rows, long rowsInBatches, EncoderRuntime runtime) {
    TaskTotals now = copy();
    return new CustomTaskMetric[] {
      new MetricValue(WriteMetrics.BYTES_WRITTEN, now.bytes),
      new MetricValue(WriteMetrics.RECORDS_WRITTEN, rows),
      new MetricValue(WriteMetrics.SINGLE_ROWS, rows - rowsInBatches),
      new MetricValue(WriteMetrics.ROWS_IN_BATCHES, rowsInBatches),
      new MetricValue(WriteMetrics.BYTES, now.bytes),
      new MetricValue(WriteMetrics.FILES, now.files),
      new MetricValue(WriteMetrics.ROW_GROUPS, now.rowGroups),
      new MetricValue(WriteMetrics.ROW_GROUPS_CLOSED_BY_MEMORY, now.rowGroupsClosedByMemory),
      new MetricValue(WriteMetrics.DICTIONARIES_OUTGROWN, now.dictionariesOutgrown),
      new MetricValue(WriteMetrics.WAIT_TIME, now.waitNanos / 1_000_000),
      new MetricValue(WriteMetrics.CLOSING_TIME, now.closingNanos / 1_000_000),
      new MetricValue(WriteMetrics.PEAK_BUFFERED_BYTES, runtime.peakBufferedBytes())
    };
  }
}
