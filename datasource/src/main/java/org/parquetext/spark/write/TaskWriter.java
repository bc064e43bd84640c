package org.parquetext.spark.write;

import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.util.TaskCompletionListener;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.ArrowParquetWriterBuilder;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.TaskCommit;

/**
 * Writes the rows of one task attempt: row pages to the encoding pipeline, one directory after the
 * other. All calls on the task's thread. Whatever ends the task, its buffers are freed once: by
 * {@link #commit}, {@link #abort}, {@link #close}, or at last by the task's own completion.
 */
final class TaskWriter implements DataWriter<InternalRow> {

  private final TaskPlan plan;
  private final TaskCommit commit;
  private final TaskContext task;
  private final PartitionRouter router;
  private final RowOrder order;
  private final TaskFiles files;
  private final TaskTotals totals = new TaskTotals();
  private final EncoderRuntime runtime;
  private final BufferAllocator allocator;
  private final RowPages pages;
  private ArrowParquetWriter writer;
  private String directory = "";
  private long rows;
  private boolean finished;
  private boolean released;

  TaskWriter(TaskPlan plan, TaskCommit commit, TaskContext task) {
    this.plan = plan;
    this.commit = commit;
    this.task = task;
    this.router =
        plan.columns().isPartitioned()
            ? new PartitionRouter(plan.columns(), plan.timeZone())
            : null;
    this.order =
        plan.options().sortingColumns().isEmpty()
            ? null
            : new RowOrder(plan.columns(), plan.options().sortingColumns());
    this.files = new TaskFiles(commit, plan);
    this.runtime = ExecutorEncoders.shared();
    this.allocator =
        ArrowUtils.rootAllocator()
            .newChildAllocator("parquet-ext task " + task.taskAttemptId(), 0, Long.MAX_VALUE);
    this.pages = pages();
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
  }

  private RowPages pages() {
    try {
      return new RowPages(
          plan.columns().rows(), plan.columns().dataOrdinals(), allocator, plan.rebase());
    } catch (Throwable e) {
      Failures.suppressing(e, allocator::close);
      throw e;
    }
  }

  @Override
  public void write(InternalRow row) {
    if (router != null && router.moveTo(row)) {
      endDirectory();
      directory = router.directory();
      if (order != null) {
        order.restart();
      }
    }
    if (order != null) {
      order.accept(row, directory);
    }
    if (writer == null) {
      writer = open();
    }
    pages.add(row);
    rows++;
    while (pages.isFull()) {
      handOver();
    }
  }

  /** Ends with the files closed, since Spark reads the metrics before it commits. */
  @Override
  public void writeAll(Iterator<InternalRow> records) {
    while (records.hasNext()) {
      write(records.next());
    }
    finish();
  }

  private ArrowParquetWriter open() {
    ArrowParquetWriterBuilder builder =
        ArrowParquetWriter.builder(files.in(directory), pages.arrowSchema())
            .messageType(plan.fileSchema().messageType())
            .options(plan.options())
            .cancelled(task::isInterrupted)
            .runtime(runtime);
    plan.keyValues().forEach(builder::keyValueMetadata);
    return builder.build();
  }

  private void handOver() {
    task.killTaskIfInterrupted();
    writer.write(pages.take());
  }

  private void endDirectory() {
    if (writer == null) {
      return;
    }
    while (pages.rows() > 0) {
      handOver();
    }
    long started = System.nanoTime();
    writer.close();
    totals.addClosing(System.nanoTime() - started);
    totals.add(writer.progress());
    files.finished(directory, writer.files());
    writer = null;
  }

  /** The first task leaves a file even without rows, so that the table has a schema. */
  private void finish() {
    if (finished) {
      return;
    }
    if (writer == null && router == null && task.partitionId() == 0) {
      writer = open();
    }
    endDirectory();
    finished = true;
  }

  @Override
  public WriterCommitMessage commit() {
    finish();
    release();
    return commit.commit(files.finished());
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

  /** The writer first: its column tasks may still read the pages. */
  private void release() {
    if (released) {
      return;
    }
    released = true;
    try {
      if (writer != null) {
        writer.abort();
      }
    } finally {
      try {
        pages.close();
      } finally {
        allocator.close();
      }
    }
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return writer == null
        ? totals.metrics(rows, runtime)
        : totals.with(writer.progress(), rows, runtime);
  }
}
