package org.parquetext.spark.write;

import java.util.Iterator;
import java.util.List;
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
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.TaskCommit;

/**
 * Writes the rows of one task attempt: row pages to the encoding pipeline, one directory after the
 * other. All calls on the task's thread. Whatever ends the task, its buffers are freed once: by
 * {@link #commit}, {@link #abort}, {@link #close}, or at last by the task's own completion.
 *
 * <p>Where the shredding of variants is inferred, the first rows of a directory wait, outside the
 * memory budget, until it is. It then holds for all files of the directory, where the built-in
 * writer infers anew for each.
 */
final class TaskWriter implements DataWriter<InternalRow> {

  private final TaskPlan plan;
  private final TaskCommit commit;
  private final TaskContext task;
  private final PartitionRouter router;
  private final RowOrder order;
  private final ShreddingInference inference;
  private final FirstRows firstRows;
  private final TaskFiles files;
  private final TaskTotals totals = new TaskTotals();
  private final EncoderRuntime runtime;
  private final TaskMemory memory;
  private final BufferAllocator allocator;
  private FileRows fileRows;
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
    this.inference = plan.shredding().inference(plan.columns()).orElse(null);
    this.firstRows =
        inference == null
            ? null
            : new FirstRows(plan.columns(), plan.options().maxRecordsPerFile());
    this.files = new TaskFiles(commit, plan);
    this.runtime = ExecutorEncoders.shared();
    this.memory = new TaskMemory(task);
    this.allocator =
        ArrowUtils.rootAllocator()
            .newChildAllocator("parquet-ext task " + task.taskAttemptId(), 0, Long.MAX_VALUE);
    this.fileRows = fileRows();
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
  }

  private FileRows fileRows() {
    try {
      return new FileRows(plan, plan.shredding().columns(plan.columns()), 0, allocator);
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
    rows++;
    if (writer == null && firstRows != null) {
      keep(row);
    } else {
      if (writer == null) {
        open();
      }
      add(row);
    }
  }

  private void keep(InternalRow row) {
    firstRows.add(row, rows);
    if (firstRows.areEnough()) {
      infer();
    }
  }

  private void add(InternalRow row) {
    fileRows.add(row);
    while (fileRows.hasFullPage()) {
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

  /** Infers from the rows that wait, opens the writer and writes them. */
  private void infer() {
    List<InternalRow> waiting = firstRows.take();
    WriteColumns inferred =
        plan.columns().withTypesOf(inference.infer(plan.columns().rows(), waiting));
    FileRows next = new FileRows(plan, inferred, rows - waiting.size(), allocator);
    fileRows.close();
    fileRows = next;
    open();
    waiting.forEach(this::add);
  }

  /** Opens the writer of a directory, whether rows wait or not. */
  private void begin() {
    if (inference != null) {
      infer();
    } else {
      open();
    }
  }

  private void open() {
    ArrowParquetWriterBuilder builder =
        ArrowParquetWriter.builder(files.in(directory), fileRows.arrowSchema())
            .messageType(fileRows.messageType())
            .options(plan.options())
            .encryption(files.encryption())
            .cancelled(task::isInterrupted)
            .memory(memory)
            .runtime(runtime);
    plan.keyValues().forEach(builder::keyValueMetadata);
    writer = builder.build();
    memory.heldBy(writer);
  }

  private void handOver() {
    task.killTaskIfInterrupted();
    writer.write(fileRows.take());
  }

  private void endDirectory() {
    if (firstRows != null && !firstRows.isEmpty()) {
      infer();
    }
    if (writer == null) {
      return;
    }
    while (!fileRows.isEmpty()) {
      handOver();
    }
    long started = System.nanoTime();
    writer.close();
    totals.addClosing(System.nanoTime() - started);
    totals.add(writer.progress());
    files.finished(directory, writer.files());
    writer = null;
    memory.heldByNobody();
  }

  /** The first task leaves a file even without rows, so that the table has a schema. */
  private void finish() {
    if (finished) {
      return;
    }
    if (writer == null && router == null && task.partitionId() == 0) {
      begin();
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
        files.close();
        fileRows.close();
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
