package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.metric.WriteAccumulators;

/**
 * The files of one task that Spark writes through its interface of file formats. Spark closes a
 * writer when its file is complete and when the task has failed, by the same call; but before the
 * latter it tells the task, so that a file which was open then is never published. All calls on the
 * task's thread. Everything is freed when the task ends.
 */
final class WriterTask {

  private final TaskScope scope;
  private final Set<PipelineWriter> open = new LinkedHashSet<>();
  private final TaskRows rows = new TaskRows();
  private final Optional<WriteAccumulators> metrics;

  /** What has taken the last batch, and how many of its rows Spark has still to count. */
  private DirectoryWriter batchWriter;

  private int rowsToCount;
  private boolean failed;

  WriterTask(TaskPlan plan, Configuration conf, TaskContext task) {
    this.scope = new TaskScope(plan, new NamedFiles(plan, conf), task);
    this.metrics = PlanMetrics.of(task);
    task.addTaskFailureListener((TaskFailureListener) (context, error) -> failed = true);
    task.addTaskCompletionListener((TaskCompletionListener) context -> close());
  }

  /** A writer of one file, which is begun. */
  PipelineWriter open(String path) {
    PipelineWriter writer = new PipelineWriter(this, path, new DirectoryWriter(scope, path, null));
    open.add(writer);
    return writer;
  }

  void write(DirectoryWriter to, InternalRow row) {
    if (row instanceof BatchRow batch) {
      write(to, batch);
    } else {
      to.add(row, rows.next());
    }
  }

  private void write(DirectoryWriter to, BatchRow row) {
    if (row == BatchRow.COUNTED) {
      requireCounted(to);
      return;
    }
    batchWriter = to;
    rowsToCount = row.rows().count() - 1;
    to.add(row.batch(), row.rows(), rows.next(row));
  }

  /** A file that Spark has ended within a batch would end at other rows than Spark believes. */
  private void requireCounted(DirectoryWriter to) {
    if (to != batchWriter || --rowsToCount < 0) {
      throw new IllegalStateException(
          "Cannot write a task in batches of rows: Spark ends a file within one, which was not"
              + " planned. Has `spark.sql.files.maxRecordsPerFile` been set meanwhile? Run the write"
              + " again.");
    }
  }

  /** The file is complete, or discarded where the task has failed. */
  void end(PipelineWriter writer, DirectoryWriter file) {
    if (!open.remove(writer)) {
      return;
    }
    if (failed) {
      file.abort();
      return;
    }
    try {
      file.finish();
    } catch (Throwable e) {
      Failures.suppressing(e, file::abort);
      throw e;
    }
    metrics.ifPresent(shown -> shown.set(soFar()));
  }

  private CustomTaskMetric[] soFar() {
    return scope.totals().metrics(rows.written(), scope.rowsInBatches(), scope.peakBufferedBytes());
  }

  /** The writers first: their column tasks may still read the pages. */
  private void close() {
    failed = true;
    try {
      new ArrayList<>(open).forEach(PipelineWriter::close);
    } finally {
      scope.close();
    }
  }
}
