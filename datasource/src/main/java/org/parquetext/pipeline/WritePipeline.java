package org.parquetext.pipeline;

import java.util.function.BooleanSupplier;
import org.parquetext.options.WriteOptions;

/**
 * One writer's way from batches to files: reserves memory, cuts batches into stretches and
 * stretches into row groups, has an {@link EncoderCrew} encode them, and writes complete row groups
 * in order.
 *
 * <p>Everything that waits or writes happens on the calling thread. After {@link #finish()} or
 * {@link #abort()} no thread works for this writer, no memory is reserved and no file is open;
 * after an exception the caller must call {@code abort}. Confined to one thread at a time.
 */
final class WritePipeline {

  private static final int STRETCH_ROWS = 8192;
  private static final long STRETCH_BYTES = 64L << 20;

  /** A row group ends between stretches, so it exceeds its bytes by less than one of these. */
  private static final int STRETCHES_OF_ROW_GROUP = 32;

  /**
   * An account that grants nothing makes at most so many row groups of one: smaller ones would make
   * a slow file, to save little.
   */
  private static final int CUTS_OF_ROW_GROUP = 32;

  private final MemoryLedger ledger;
  private final WriterGroup group;
  private final StretchQueue queue;
  private final EncoderCrew crew;
  private final RollingFiles files;
  private final WriteOptions options;
  private final WriteProgress progress;
  private final RowGroupSize size = new RowGroupSize();
  private final FileCut cut;
  private RowGroup rowGroup;
  private ColumnBatch current;
  private boolean ended;

  /** Made early, since an end must not need memory. */
  private final FirstError errors = new FirstError();

  private final Runnable[] ending;
  private final Runnable discardFile;

  WritePipeline(
      WriterGroup group,
      MemoryLedger ledger,
      ColumnTask[] columns,
      RollingFiles files,
      WriteOptions options,
      BooleanSupplier cancelled,
      WriteProgress progress) {
    this.ledger = ledger;
    this.group = group;
    this.queue = new StretchQueue(columns);
    this.files = files;
    this.options = options;
    this.progress = progress;
    this.cut = new FileCut(options.targetFileSizeBytes(), files, columns, size);
    this.rowGroup = new RowGroup(columns.length);
    this.crew = new EncoderCrew(group, queue, ledger, files::place, options, cancelled, progress);
    this.ending =
        new Runnable[] {
          queue::stop, this::closeBatches, ledger::releaseAll, () -> group.leave(this)
        };
    this.discardFile = files::abort;
  }

  /**
   * Takes a batch over; it is closed exactly once, also when this throws and {@code abort} runs.
   */
  void submit(ColumnBatch batch) {
    take(batch);
    crew.check();
    if (batch.rows() == 0) {
      current = null;
      batch.close();
      return;
    }
    files.ensureFirst();
    group.reserve(ledger, batch.bytes());
    group.account();
    progress.taken(batch.rows());
    int step = stretchRows(batch);
    for (int from = 0; from < batch.rows(); ) {
      from += submit(batch, from, Math.min(step, batch.rows() - from));
    }
  }

  /** Takes a batch over that is to be submitted next. */
  void take(ColumnBatch batch) {
    current = batch;
  }

  /** Ends the file that the last rows went into. */
  void endFile(CloseReason reason) {
    endRowGroup(reason);
    drain();
    files.endFile(reason);
    cut.restart();
  }

  /** Ends the row group, if it has rows. */
  void endRowGroup(CloseReason reason) {
    if (rowGroup.rows() == 0) {
      return;
    }
    rowGroup.close(reason);
    cut.rowGroupEnds();
    queue.submit(Stretch.end(rowGroup));
    rowGroup = new RowGroup(queue.columns());
    size.reset();
    crew.dispatch();
  }

  /** Encodes and writes all that was submitted, but for the open row group. */
  void drain() {
    collect();
    while (queue.size() > 0) {
      crew.encodeOrWait();
      collect();
    }
  }

  /** Whether there is something that {@link #giveBack} or {@link #giveRowGroup} could do. */
  boolean hasRowsInMemory() {
    return rowGroup.rows() > 0 || queue.size() > 0 || files.holdsRowGroups();
  }

  /** Gives some memory back: has what waits encoded, or else ends the row group and writes it. */
  void giveBack() {
    collect();
    if (queue.size() > 0) {
      crew.encodeOrWait();
    } else {
      giveRowGroup();
    }
  }

  /** Ends the row group for lack of memory, and writes it. */
  void giveRowGroup() {
    endRowGroup(CloseReason.MEMORY);
    drain();
    files.writeHeld();
  }

  /** Encodes what waits, and ends the row group unless that is small. */
  void shrink() {
    drain();
    files.writeHeld();
    if (size.encoded() >= options.rowGroupSizeBytes() / CUTS_OF_ROW_GROUP) {
      giveRowGroup();
    }
  }

  /** Writes what is left and ends the last file; others may still be closing. */
  void finish(RollingFiles.Closer closer) {
    endRowGroup(CloseReason.END);
    drain();
    files.finish(closer);
    end();
    errors.rethrow();
  }

  /** Stops the column tasks, frees everything and discards the open file. Idempotent. */
  void abort() {
    end();
    errors.during(discardFile);
    errors.rethrow();
  }

  private int submit(ColumnBatch batch, int from, int maxRows) {
    makeRoom();
    if (isFull()) {
      endRowGroup(CloseReason.SIZE);
      settleFile();
    } else if (completesFile()) {
      endRowGroup(CloseReason.SIZE);
      drain();
      cut.restart();
    }
    long rowBytes = Math.max(1, batch.bytes() / batch.rows());
    long room = Math.max(1, cut.room() / rowBytes);
    int rows = (int) Math.min(Math.min(maxRows, rowsLeft()), room);
    long bytes = batch.bytes() * rows / batch.rows();
    size.submit(bytes);
    cut.add(bytes);
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
      crew.dispatch();
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

  /** Whether the open row group is the last one of its file. */
  private boolean completesFile() {
    if (rowGroup.rows() == 0 || !cut.isDue()) {
      return false;
    }
    drain();
    cut.look();
    if (cut.isUncertain()) {
      size.submit(0);
      queue.submit(Stretch.measure(rowGroup));
      crew.dispatch();
      drain();
      cut.look();
    }
    return cut.isReached();
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
      cut.restart();
    }
  }

  private int stretchRows(ColumnBatch batch) {
    long rowBytes = Math.max(1, batch.bytes() / batch.rows());
    long bytes = Math.min(STRETCH_BYTES, options.rowGroupSizeBytes() / STRETCHES_OF_ROW_GROUP);
    return (int) Math.max(1, Math.min(STRETCH_ROWS, bytes / rowBytes));
  }

  private void makeRoom() {
    collect();
    while (queue.size() >= RowGroupSize.WINDOW) {
      crew.encodeOrWait();
      collect();
    }
  }

  /** Takes completed stretches off, in order: closes their batches, writes their row groups. */
  private void collect() {
    crew.check();
    files.check();
    for (Stretch done = queue.pollCompleted(); done != null; done = queue.pollCompleted()) {
      if (done.endsRowGroup) {
        files.write(done.rowGroup);
        group.lowerAccount();
      } else {
        takeOff(done);
      }
    }
  }

  private void takeOff(Stretch done) {
    size.complete(done.bufferedBytes, done.dictionaryBytes);
    files.expectMore(done.finishedBytes);
    if (done.hasRows()) {
      progress.encoded(done.rows);
      if (done.endsBatch) {
        release(done.batch);
      }
    }
  }

  private void release(ColumnBatch batch) {
    ledger.releaseRaw(batch.bytes());
    batch.close();
  }

  /** Takes every step, whatever the ones before threw; the errors are left in {@link #errors}. */
  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    for (Runnable step : ending) {
      errors.during(step);
    }
  }

  private void closeBatches() {
    for (Stretch left = queue.pollAny(); left != null; left = queue.pollAny()) {
      if (left.endsBatch) {
        close(left.batch);
      }
    }
    if (current != null) {
      close(current);
      current = null;
    }
  }

  private void close(ColumnBatch batch) {
    try {
      batch.close();
    } catch (RuntimeException | Error e) {
      errors.add(e);
    }
  }
}
