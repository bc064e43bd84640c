package org.parquetext.spark.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.pipeline.CloseReason;
import org.parquetext.pipeline.WriteProgress;
import org.parquetext.pipeline.WriteStage;
import org.parquetext.spark.metric.MetricValue;
import org.parquetext.spark.metric.WriteMetric;

/** What a task has written, over all its directories, as Spark's metrics want it. */
final class TaskTotals {

  /** Those of directories that are ended and have files which are still being closed. */
  private final Deque<WriteProgress> closing = new ArrayDeque<>();

  /** By metric. */
  private final long[] values;

  TaskTotals() {
    this(new long[WriteMetric.values().length]);
  }

  private TaskTotals(long[] values) {
    this.values = values;
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
    add(WriteMetric.BYTES, progress.bytesWritten());
    add(WriteMetric.FILES, progress.files());
    add(WriteMetric.FILES_CLOSED_BY_SIZE, progress.files(CloseReason.SIZE));
    add(WriteMetric.FILES_CLOSED_BY_ROWS, progress.files(CloseReason.ROWS));
    add(
        WriteMetric.FILES_CLOSED_BY_TIME,
        progress.files(CloseReason.INTERVAL) + progress.files(CloseReason.INACTIVITY));
    add(WriteMetric.ROW_GROUPS, progress.rowGroups());
    add(WriteMetric.ROW_GROUPS_CLOSED_BY_SIZE, progress.rowGroups(CloseReason.SIZE));
    add(WriteMetric.ROW_GROUPS_CLOSED_BY_ROWS, progress.rowGroups(CloseReason.ROWS));
    add(WriteMetric.ROW_GROUPS_CLOSED_BY_MEMORY, progress.rowGroupsClosedByMemory());
    add(WriteMetric.DICTIONARIES_REFUSED, progress.dictionariesRefused());
    add(WriteMetric.DICTIONARIES_OUTGROWN, progress.dictionariesOutgrown());
    for (WriteStage stage : WriteStage.values()) {
      add(WriteMetric.of(stage), progress.nanos(stage));
    }
  }

  void add(WriteMetric metric, long value) {
    values[metric.ordinal()] += value;
  }

  /** The totals now, to which those of open directories can be added. */
  TaskTotals copy() {
    TaskTotals now = new TaskTotals(values.clone());
    closing.forEach(now::count);
    return now;
  }

  /** The metrics, of a task that has been given so many rows, and so many of them in batches. */
  CustomTaskMetric[] metrics(long rows, long rowsInBatches, long peakBufferedBytes) {
    TaskTotals now = copy();
    now.add(WriteMetric.ROWS, rows);
    now.add(WriteMetric.SINGLE_ROWS, rows - rowsInBatches);
    now.add(WriteMetric.ROWS_IN_BATCHES, rowsInBatches);
    now.add(WriteMetric.PEAK_BUFFERED_BYTES, peakBufferedBytes);
    List<CustomTaskMetric> metrics = new ArrayList<>();
    metrics.add(new MetricValue(WriteMetric.BYTES_WRITTEN, now.value(WriteMetric.BYTES)));
    metrics.add(new MetricValue(WriteMetric.RECORDS_WRITTEN, rows));
    for (WriteMetric metric : WriteMetric.values()) {
      if (!metric.isOfDriver()) {
        metrics.add(metric.value(now.value(metric)));
      }
    }
    return metrics.toArray(CustomTaskMetric[]::new);
  }

  private long value(WriteMetric metric) {
    return values[metric.ordinal()];
  }
}
