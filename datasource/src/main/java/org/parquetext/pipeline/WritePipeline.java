package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.parquetext.WriteException;
import org.parquetext.column.EncoderArena;
import org.parquetext.options.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer's way from batches to files, driven by the thread that calls it: reserves memory, cuts
 * batches into stretches and stretches into row groups, lets pool threads encode or encodes by
 * itself, and writes complete row groups in order.
 *
 * <p>Everything that waits or writes happens on the calling thread. After {@link #finish()} or
 * {@link #abort()} no thread works for this writer, no memory is reserved and no file is open;
 * after an exception the caller must call {@code abort}. Confined to one thread at a time.
 */
final class WritePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(WritePipeline.class);
  private static final int STRETCH_ROWS = 8192;
  private static final long STRETCH_BYTES = 64L << 20;

  /** A row group ends between stretches, so it exceeds its bytes by less than one of these. */
  private static final int STRETCHES_OF_ROW_GROUP = 32;

  private static final long POLL_MILLIS = 50;

  /** For less waiting work than this, waking a thread costs more than it gains. */
  private static final long BYTES_PER_HELPER = 512 << 10;

  private final EncoderRuntime runtime;
  private final MemoryLedger ledger;
  private final StretchQueue queue;
  private final RollingFiles files;
  private final WriteOptions options;
  private final BooleanSupplier cancelled;
  private final WriteProgress progress;
  private final EncoderArena arena;
  private final int columns;
  private final int maxHelpers;
  private final RowGroupSize size = new RowGroupSize();
  private final AtomicInteger helpers = new AtomicInteger();
  private RowGroup rowGroup;
  private ColumnBatch current;
  private boolean ended;

  WritePipeline(
      EncoderRuntime runtime,
      MemoryLedger ledger,
      ColumnTask[] columns,
      RollingFiles files,
      WriteOptions options,
      BooleanSupplier cancelled,
      WriteProgress progress) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.queue = new StretchQueue(columns);
    this.files = files;
    this.options = options;
    this.cancelled = cancelled;
    this.progress = progress;
    this.columns = columns.length;
    int cap = options.encoderParallelism();
    this.maxHelpers = cap > 0 ? Math.min(cap - 1, this.columns) : this.columns;
    this.rowGroup = new RowGroup(this.columns);
    this.arena = runtime.takeArena();
    runtime.register();
  }

  /**
   * Takes a batch over; it is closed exactly once, also when this throws and {@code abort} runs.
   */
  void submit(ColumnBatch batch) {
    current = batch;
    check();
    if (batch.rows() == 0) {
      current = null;
      batch.close();
      return;
    }
    files.ensureFirst();
    reserve(batch.bytes());
    if (ledger.isOverdrawn(runtime.writers())) {
      endRowGroup(CloseReason.MEMORY);
      drain();
    }
    progress.taken(batch.rows());
    int step = stretchRows(batch);
    for (int from = 0; from < batch.rows(); ) {
      from += submit(batch, from, Math.min(step, batch.rows() - from));
    }
  }

  /** Ends the row group, if it has rows. */
  void endRowGroup(CloseReason reason) {
    if (rowGroup.rows() == 0) {
      return;
    }
    rowGroup.close(reason);
    queue.submit(Stretch.end(rowGroup));
    rowGroup = new RowGroup(columns);
    size.reset();
    dispatch();
  }

  /** Encodes and writes all that was submitted, but for the open row group. */
  void drain() {
    collect();
    while (queue.size() > 0) {
      helpOrWait();
      collect();
    }
  }

  /** Writes what is left and finishes the last file. */
  void finish() {
    endRowGroup(CloseReason.END);
    drain();
    files.finish();
    end();
  }

  /** Stops the column tasks, frees everything and discards the open file. Idempotent. */
  void abort() {
    try {
      end();
    } finally {
      files.abort();
    }
  }

  private int submit(ColumnBatch batch, int from, int maxRows) {
    makeRoom();
    if (isFull()) {
      endRowGroup(CloseReason.SIZE);
      settleFile();
    }
    int rows = (int) Math.min(maxRows, rowsLeft());
    long bytes = batch.bytes() * rows / batch.rows();
    size.submit(bytes);
    rowGroup.add(rows);
    Stretch stretch = Stretch.rows(rowGroup, batch, from, rows);
    queue.submit(stretch);
    if (stretch.endsBatch) {
      current = null;
    }
    if (rowsLeft() == 0) {
      endRowGroup(CloseReason.ROWS);
      settleFile();
    } else {
      dispatch();
    }
    return rows;
  }

  private boolean isFull() {
    long target = files.nextRowGroupBytes();
    if (rowGroup.rows() == 0 || size.estimate() < target) {
      return false;
    }
    drain();
    return size.settle() >= target;
  }

  private long rowsLeft() {
    long left = options.rowGroupMaxRows() - rowGroup.rows();
    long maxRows = options.maxRecordsPerFile();
    return maxRows > 0 ? Math.min(left, maxRows - files.rows() - rowGroup.rows()) : left;
  }

  /**
   * An exact row limit needs to know whether the last row group ended its file, an alignment where
   * it ended.
   */
  private void settleFile() {
    if (options.maxRecordsPerFile() > 0 || files.alignsRowGroups()) {
      drain();
    }
  }

  private int stretchRows(ColumnBatch batch) {
    long rowBytes = Math.max(1, batch.bytes() / batch.rows());
    long bytes = Math.min(STRETCH_BYTES, options.rowGroupSizeBytes() / STRETCHES_OF_ROW_GROUP);
    return (int) Math.max(1, Math.min(STRETCH_ROWS, bytes / rowBytes));
  }

  /** Lets idle cores encode, one for each share of waiting bytes; without any, encodes at once. */
  private void dispatch() {
    if (helpers.get() == 0 && (maxHelpers == 0 || !runtime.hasIdleCore())) {
      while (queue.encodeSome(arena)) {
        check();
      }
      return;
    }
    long wanted = Math.min(maxHelpers, ledger.raw() / BYTES_PER_HELPER);
    while (helpers.get() < wanted && startHelper()) {
      // The condition does the work.
    }
  }

  private boolean startHelper() {
    helpers.incrementAndGet();
    boolean started = false;
    try {
      started = runtime.tryStart(this::help);
    } finally {
      if (!started) {
        helpers.decrementAndGet();
      }
    }
    return started;
  }

  private void help() {
    try {
      EncoderArena helperArena = runtime.takeArena();
      try {
        while (runtime.mayContinue() && queue.encodeSome(helperArena)) {
          // The condition does the work.
        }
      } finally {
        runtime.returnArena(helperArena);
      }
    } finally {
      helpers.decrementAndGet();
    }
  }

  private void makeRoom() {
    collect();
    while (queue.size() >= RowGroupSize.WINDOW) {
      helpOrWait();
      collect();
    }
  }

  /** Takes completed stretches off, in order: closes their batches, writes their row groups. */
  private void collect() {
    check();
    for (Stretch done = queue.pollCompleted(); done != null; done = queue.pollCompleted()) {
      if (done.endsRowGroup()) {
        files.write(done.rowGroup);
        ledger.releaseEncoded(done.rowGroup.bytes());
      } else {
        size.complete(done.bufferedBytes);
        progress.encoded(done.rows);
        if (done.endsBatch) {
          release(done.batch);
        }
      }
    }
  }

  private void release(ColumnBatch batch) {
    ledger.releaseRaw(batch.bytes());
    batch.close();
  }

  private void helpOrWait() {
    if (!queue.encodeSome(arena)) {
      await(() -> queue.await(POLL_MILLIS));
    }
  }

  private void reserve(long bytes) {
    while (!ledger.tryReserveRaw(bytes)) {
      collect();
      if (queue.size() > 0) {
        helpOrWait();
      } else if (rowGroup.rows() > 0) {
        endRowGroup(CloseReason.MEMORY);
        drain();
      } else {
        await(() -> runtime.budget().await(bytes, POLL_MILLIS));
      }
    }
  }

  private void await(Wait wait) {
    check();
    long start = System.nanoTime();
    runtime.callerWaits();
    try {
      wait.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteException("Cannot write " + files.place() + ": interrupted", e);
    } finally {
      runtime.callerWorks();
      progress.waited(System.nanoTime() - start);
    }
  }

  /** Surfaces the first error of a column, a kill or an interrupt. */
  private void check() {
    queue.throwFailure(files.place());
    if (cancelled.getAsBoolean()) {
      throw new WriteException("Cannot write " + files.place() + ": the write was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WriteException("Cannot write " + files.place() + ": interrupted");
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    queue.stop();
    for (Stretch left = queue.pollAny(); left != null; left = queue.pollAny()) {
      if (left.endsBatch) {
        giveUp(left.batch);
      }
    }
    if (current != null) {
      giveUp(current);
      current = null;
    }
    ledger.releaseAll();
    try {
      runtime.returnArena(arena);
    } finally {
      runtime.unregister();
    }
  }

  /** Closes a batch of a failed write; what goes wrong with that must not keep the next one. */
  private static void giveUp(ColumnBatch batch) {
    try {
      batch.close();
    } catch (RuntimeException e) {
      LOG.warn("Cannot close a batch of a failed write: its memory may be left behind", e);
    }
  }

  /** Something that blocks for a while. */
  private interface Wait {
    void run() throws InterruptedException;
  }
}
