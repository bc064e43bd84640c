package org.parquetext.spark.write;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.options.SortingColumn;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.ArrowParquetWriterBuilder;
import org.parquetext.pipeline.ClosingFiles;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.WriterGroup;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.PageMemory;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.metric.WriteMetric;

/**
 * What the directories of one task attempt share: the plan, memory, encoders, names of files, and
 * what was written. All calls on the task's thread. Its memory is freed by {@link #close}, after
 * every {@link DirectoryWriter} has ended.
 */
final class TaskScope implements AutoCloseable {

  /** The pages that a task fills are beside the budget: this part of a core's share of it. */
  private static final int PAGES_OF_BUDGET = 8;

  private final TaskPlan plan;
  private final TaskContext task;
  private final TaskOutput files;
  private final TaskTotals totals = new TaskTotals();
  private final EncoderRuntime runtime;
  private final WriterGroup writers;
  private final ClosingFiles closing;
  private final PageMemory pages;
  private final BufferAllocator allocator;
  private final FileColumns columns;
  private long pagesHandedOver;
  private long rowsInBatches;

  /** Allocates nothing but what {@link #close} frees. */
  TaskScope(TaskPlan plan, TaskOutput files, TaskContext task) {
    this.plan = plan;
    this.task = task;
    this.files = files;
    this.runtime = ExecutorEncoders.shared();
    TaskMemory memory = new TaskMemory(task);
    this.writers = new WriterGroup(runtime, memory);
    memory.heldBy(writers);
    this.closing = ClosingFiles.beside(runtime, plan.maxConcurrentUploads(), TaskUser.current());
    long pageBytes = runtime.maxBufferedBytes() / runtime.threads() / PAGES_OF_BUDGET;
    this.pages = new PageMemory(plan.columns().rows().size(), pageBytes);
    this.allocator =
        ArrowUtils.rootAllocator()
            .newChildAllocator("parquet-ext task " + task.taskAttemptId(), 0, Long.MAX_VALUE);
    try {
      this.columns = columns(plan.shredding().columns(plan.columns()));
    } catch (Throwable e) {
      Failures.suppressing(e, allocator::close);
      throw e;
    }
  }

  TaskPlan plan() {
    return plan;
  }

  TaskTotals totals() {
    return totals;
  }

  /** The most bytes of the executor's budget that the task ever held. */
  long peakBufferedBytes() {
    return writers.peakBufferedBytes();
  }

  /** A check of the order of a directory's rows; null if they may come in any. */
  RowOrder rowOrder() {
    List<SortingColumn> sorting = plan.options().sortingColumns();
    return sorting.isEmpty() ? null : new RowOrder(plan.columns(), sorting);
  }

  /** The columns of files whose schema the plan decides; closed with this. */
  FileColumns columns() {
    return columns;
  }

  /**
   * The columns of files of another schema.
   *
   * @param inFiles those of the plan, with the types that they have in the files
   */
  FileColumns columns(WriteColumns inFiles) {
    return new FileColumns(plan, inFiles, allocator);
  }

  /** Pages for the rows of one directory. */
  RowPages pages(FileColumns of) {
    return of.pages(pages);
  }

  /** Opens the writer of a directory. */
  ArrowParquetWriter writer(String directory, FileColumns of, RowPages rows) {
    ArrowParquetWriterBuilder builder =
        ArrowParquetWriter.builder(files.in(directory), rows.arrowSchema())
            .messageType(of.messageType())
            .options(plan.options())
            .encryption(files.encryption())
            .statistics(plan.statistics())
            .cancelled(task::isInterrupted)
            .group(writers)
            .closing(closing);
    plan.keyValues().forEach(builder::keyValueMetadata);
    return builder.build();
  }

  /** The oldest page goes to the encoders; not when the task is killed. */
  void handOver(RowPages from, ArrowParquetWriter to) {
    task.killTaskIfInterrupted();
    to.write(from.take());
    pagesHandedOver++;
  }

  /**
   * Rows of a batch go to the encoders, not when the task is killed. The batch is the caller's
   * again when this returns.
   *
   * @param first number of the batch's first row among all rows of the task, for messages
   */
  void handOver(
      ColumnarBatch batch, BatchRows rows, long first, FileColumns of, ArrowParquetWriter to) {
    task.killTaskIfInterrupted();
    to.write(() -> of.batch(batch, rows, first));
    pagesHandedOver++;
    rowsInBatches += rows.count();
  }

  /** How many pages and batches went to the encoders so far. */
  long pagesHandedOver() {
    return pagesHandedOver;
  }

  /** How many rows went to the encoders in batches so far. */
  long rowsInBatches() {
    return rowsInBatches;
  }

  /** A directory is ended; its files may still be closing. */
  void ended(ArrowParquetWriter writer) {
    totals.add(writer.progress());
    files.closed(closing.takeClosed());
  }

  /** Waits until the files of all directories are closed. */
  void awaitClosed() {
    long started = System.nanoTime();
    closing.await(task::isInterrupted);
    totals.add(WriteMetric.UPLOAD_WAIT_TIME, System.nanoTime() - started);
    files.closed(closing.takeClosed());
  }

  @Override
  public void close() {
    try {
      closing.abort();
    } finally {
      freeBuffers();
    }
  }

  private void freeBuffers() {
    try {
      files.close();
      columns.close();
    } finally {
      allocator.close();
    }
  }
}
