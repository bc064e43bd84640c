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

  /** A directory is finished. */
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

  /** The metrics now, with the progress of the open directory. */
  CustomTaskMetric[] with(WriteProgress open, long rows, EncoderRuntime runtime) {
    TaskTotals now = new TaskTotals();
    now.bytes = bytes;
    now.files = files;
    now.rowGroups = rowGroups;
    now.rowGroupsClosedByMemory = rowGroupsClosedByMemory;
    now.dictionariesOutgrown = dictionariesOutgrown;
    now.waitNanos = waitNanos;
    now.closingNanos = closingNanos;
    now.add(open);
    return now.metrics(rows, runtime);
  }

  /** The metrics when no directory is open. */
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
