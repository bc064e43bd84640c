package org.parquetext.spark.write;

import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.WriteProgress;

/** What a task has written, over all its directories, as Spark's metrics want it. */
final class TaskTotals {

  private long bytes;
  private long files;
  private long rowGroups;
  private long rowGroupsClosedByMemory;
  private long dictionariesOutgrown;
  private long waitNanos;
  private long closingNanos;

  /** Adds what was written to a directory. */
  void add(WriteProgress progress) {
    bytes += progress.bytesWritten();
    files += progress.files();
    rowGroups += progress.rowGroups();
    rowGroupsClosedByMemory += progress.rowGroupsClosedByMemory();
    dictionariesOutgrown += progress.dictionariesOutgrown();
    waitNanos += progress.waitNanos();
  }

  void addClosing(long nanos) {
    closingNanos += nanos;
  }

  /** The same totals, to which those of open directories can be added. */
  TaskTotals copy() {
    TaskTotals copy = new TaskTotals();
    copy.bytes = bytes;
    copy.files = files;
    copy.rowGroups = rowGroups;
    copy.rowGroupsClosedByMemory = rowGroupsClosedByMemory;
    copy.dictionariesOutgrown = dictionariesOutgrown;
    copy.waitNanos = waitNanos;
    copy.closingNanos = closingNanos;
    return copy;
  }

  /** The metrics, of a task that has been given so many rows. */
  CustomTaskMetric[] metrics(long rows, EncoderRuntime runtime) {
    return new CustomTaskMetric[] {
      new MetricValue(WriteMetrics.BYTES_WRITTEN, bytes),
      new MetricValue(WriteMetrics.RECORDS_WRITTEN, rows),
      new MetricValue(WriteMetrics.BYTES, bytes),
      new MetricValue(WriteMetrics.FILES, files),
      new MetricValue(WriteMetrics.ROW_GROUPS, rowGroups),
      new MetricValue(WriteMetrics.ROW_GROUPS_CLOSED_BY_MEMORY, rowGroupsClosedByMemory),
      new MetricValue(WriteMetrics.DICTIONARIES_OUTGROWN, dictionariesOutgrown),
      new MetricValue(WriteMetrics.WAIT_TIME, waitNanos / 1_000_000),
      new MetricValue(WriteMetrics.CLOSING_TIME, closingNanos / 1_000_000),
      new MetricValue(WriteMetrics.PEAK_BUFFERED_BYTES, runtime.peakBufferedBytes())
    };
  }
}
