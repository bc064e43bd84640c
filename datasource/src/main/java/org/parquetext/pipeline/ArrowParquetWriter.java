package org.parquetext.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.io.OutputFile;
import org.parquetext.WriteException;

/**
 * Writes Arrow data to Parquet files, its columns in parallel, without Spark. Structs, lists of any
 * layout and maps may be nested in each other; each of their leaves is a column of its own.
 *
 * <pre>{@code
 * try (ArrowParquetWriter writer = ArrowParquetWriter.builder(outputFile, root.getSchema()).build()) {
 *   while (source.loadNextBatch()) {
 *     writer.write(root);
 *   }
 * }
 * }</pre>
 *
 * <p>Columns are encoded while batches arrive, by the pool of the {@link EncoderRuntime} and by the
 * calling thread; a row group is never held raw. The bytes of the files depend on the input and the
 * options only, not on the number of threads, but for row groups that end early because the memory
 * budget was reached ({@link WriteProgress#rowGroupsClosedByMemory()}).
 *
 * <p>A file that has its bytes, rows or time is closed by a thread of the runtime, while the next
 * one is encoded, as far as {@code maxConcurrentUploads} allows; else, and the last one always, by
 * the calling thread. {@link #close()} returns when all files are closed.
 *
 * <p>The first error, a cancellation or an interrupt aborts the writer: its tasks stop, its memory
 * is released, the open file is discarded, and every later call but {@link #close()} and {@link
 * #abort()} fails with the same error. Not thread-safe, except {@link #progress()}; the
 * asynchronous calls may be mixed with the others only after their futures have completed.
 */
public final class ArrowParquetWriter implements AutoCloseable {

  private final RootColumns columns;
  private final RollingFiles files;
  private final FileAge age;
  private final WritePipeline pipeline;
  private final WriteProgress progress;
  private final BooleanSupplier cancelled;
  private final WriterGroup group;
  private final AsyncCalls async = new AsyncCalls();
  private final WriterCalls calls;
  private boolean announced;
  private CloseReason due;

  ArrowParquetWriter(
      Schema schema,
      DictionaryProvider dictionaries,
      RollingFiles files,
      FileAge age,
      WritePipeline pipeline,
      WriteProgress progress,
      BooleanSupplier cancelled,
      WriterGroup group) {
    this.columns = new RootColumns(schema, dictionaries);
    this.files = files;
    this.age = age;
    this.pipeline = pipeline;
    this.progress = progress;
    this.cancelled = cancelled;
    this.group = group;
    this.calls = new WriterCalls(pipeline, files, async);
  }

  /** A writer of one file, or of several when a limit of the options is reached only once. */
  public static ArrowParquetWriterBuilder builder(OutputFile file, Schema schema) {
    return new ArrowParquetWriterBuilder(new SingleFile(file), file, schema);
  }

  /**
   * A writer of as many files as the options' limits ask for.
   *
   * @param files asked for each file, on the thread that calls the writer
   */
  public static ArrowParquetWriterBuilder builder(
      Supplier<? extends OutputFile> files, Schema schema) {
    return new ArrowParquetWriterBuilder(files, null, schema);
  }

  /**
   * Writes all rows of a root. When this returns the root's vectors have been read and may be
   * reused; its rows are in the files after {@link #close()}.
   *
   * <p>The root has the writer's fields by name and type, also inside structs. Whether they are
   * declared nullable does not matter (slices of some vectors lose that), as nulls are checked.
   *
   * @throws IllegalArgumentException if the root's schema differs; the writer can go on
   * @throws WriteException if the write failed
   */
  public void write(VectorSchemaRoot root) {
    write(columns.rows(root));
  }

  /**
   * Writes a batch and takes it over: it is closed exactly once, also when this throws. When this
   * returns it may still wait to be encoded, unless it is {@linkplain ColumnBatch#isUrgent urgent}.
   *
   * @throws WriteException if the write failed
   */
  public void write(ColumnBatch batch) {
    if (calls.areOver()) {
      batch.close();
    }
    calls.run(
        () -> {
          pipeline.take(batch);
          if (batch.rows() > 0) {
            endFileIfDue();
          }
          pipeline.submit(batch);
          if (batch.isUrgent()) {
            pipeline.encodeAll();
          }
        });
  }

  /**
   * As {@link #write(ColumnBatch)} for a batch that is made now.
   *
   * @throws WriteException if the batch cannot be made, naming the file too; nothing of it is
   *     written then
   */
  public void write(Supplier<? extends ColumnBatch> maker) {
    write(made(maker));
  }

  private ColumnBatch made(Supplier<? extends ColumnBatch> maker) {
    long started = System.nanoTime();
    try {
      return maker.get();
    } catch (WriteException e) {
      throw new WriteException(e.getMessage() + " (" + files.place() + ")", e);
    } finally {
      progress.took(WriteStage.CONVERT, System.nanoTime() - started);
    }
  }

  /**
   * Says that a row has come, which the caller gathers with others into a batch: so the intervals
   * of the options are those between rows, not between batches.
   *
   * @return whether an interval of the open file is over: then the rows gathered so far, without
   *     this one, are to be written, and {@link #endFile()} is to be called
   */
  public boolean announceRow() {
    announced = true;
    CloseReason over = age.rowsCome();
    due = over == null ? due : over;
    return over != null;
  }

  /**
   * Ends the open file, if there is one, after what was written so far; the next rows go into
   * another one.
   *
   * @throws WriteException if the write failed
   */
  public void endFile() {
    CloseReason reason = due == null ? CloseReason.FLUSH : due;
    due = null;
    calls.run(() -> pipeline.endFile(reason));
  }

  /** Rows that were announced have had their file ended by the caller. */
  private void endFileIfDue() {
    CloseReason over = announced ? null : age.rowsCome();
    announced = false;
    if (over != null) {
      pipeline.endFile(over);
    }
  }

  /** As {@link #write(VectorSchemaRoot)}; the root may be reused when the future completes. */
  public CompletableFuture<Void> writeAsync(VectorSchemaRoot root) {
    return async.call(() -> write(root));
  }

  /** Ends the row group, and writes it. */
  public void flush() {
    calls.run(
        () -> {
          pipeline.endRowGroup(CloseReason.FLUSH);
          pipeline.drain();
        });
  }

  /** As {@link WriterGroup#releaseMemory()} of the writer's group. */
  public long releaseMemory() {
    return group.releaseMemory();
  }

  /**
   * Writes what is left and finishes the last file; after an error, does nothing. A writer that got
   * no rows leaves one file with the schema only. Idempotent.
   *
   * @throws WriteException if the write failed
   */
  @Override
  public void close() {
    calls.end(
        () -> {
          pipeline.finish(EndedFiles.Closer.CALLER);
          files.ended().awaitClosed(cancelled);
        });
  }

  /**
   * As {@link #close()}, but does not wait until the files are closed: the {@link ClosingFiles}
   * given to the writer say when they are, and whether that failed.
   */
  public void closeInBackground() {
    calls.end(() -> pipeline.finish(EndedFiles.Closer.BACKGROUND));
  }

  /** As {@link #close()}; completes with the facts of the files. */
  public CompletableFuture<List<WrittenFile>> closeAsync() {
    return async
        .call(
            () -> {
              close();
            })
        .thenApply(done -> files());
  }

  /**
   * Gives up: stops the tasks, releases the memory and discards the files that are not closed,
   * after interrupting those who close them. Files that were closed before stay and are the
   * caller's. Idempotent.
   */
  public void abort() {
    calls.abort();
  }

  /** The files that are closed so far, in order. */
  public List<WrittenFile> files() {
    return List.copyOf(files.ended().written());
  }

  /** Counters of this writer, for any thread. */
  public WriteProgress progress() {
    return progress;
  }

  /** Whether the calling thread is inside one of this writer's calls. */
  boolean isRunning() {
    return calls.isRunning();
  }

  boolean hasRowsInMemory() {
    return pipeline.hasRowsInMemory();
  }

  /** Bytes of the memory budget. */
  long held() {
    return progress.bytesBuffered() + progress.bytesEncoding();
  }

  /** As {@link WritePipeline#isWriting()}. */
  boolean isWriting() {
    return pipeline.isWriting();
  }

  /** As {@link WritePipeline#completeWriting()}; for this writer or another one of its group. */
  void completeWriting() {
    calls.runWithin(pipeline::completeWriting);
  }

  /** As {@link WritePipeline#giveBack()}; for this writer or another one of its group. */
  void giveBack() {
    calls.runWithin(pipeline::giveBack);
  }

  /** As {@link WritePipeline#giveRowGroup()}; for this writer or another one of its group. */
  void giveRowGroup() {
    calls.runWithin(pipeline::giveRowGroup);
  }

  /** As {@link WritePipeline#shrink()}; for this writer or another one of its group. */
  void shrink() {
    calls.runWithin(pipeline::shrink);
  }
}
