package org.parquetext.pipeline;

import java.util.function.BooleanSupplier;
import org.parquetext.options.WriteOptions;

/**
 * One writer's way from batches to files: reserves memory, cuts batches into stretches and row
 * groups as a {@link RowGroupCut} says, has an {@link EncoderCrew} encode them, and writes complete
 * row groups in order.
 *
 * <p>Everything that waits or writes happens on the calling thread. After {@link #finish()} or
 * {@link #abort()} no thread works for this writer, no memory is reserved and no file is open;
 * after an exception the caller must call {@code abort}. Confined to one thread at a time.
 */
final class WritePipeline {

  private final MemoryLedger ledger;
  private final WriterGroup group;
  private final StretchQueue queue;
  private final EncoderCrew crew;
  private final RollingFiles files;
  private final WriteProgress progress;
  private final RowGroupCut cut;
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
    this.progress = progress;
    this.cut = new RowGroupCut(options, files, columns, this::drain, this::measure);
    this.rowGroup = new RowGroup(columns.length);
    this.crew = new EncoderCrew(group, queue, ledger, files::place, options, cancelled, progress);
    this.ending =
        new Runnable[] {
          queue::stop, this::closeBatches, ledger::releaseAll, () -> group.leave(this)
        };
    this.discardFile = files::abort;
  }

  /** Takes a batch over; it is closed exactly once, also if this throws and {@code abort} runs. */
  void submit(ColumnBatch batch) {
    take(batch);
    collect();
    if (batch.rows() == 0) {
      current = null;
      batch.close();
      return;
    }
    files.ensureFirst();
    long bytes = batch.bytes();
    group.reserve(ledger, bytes);
    group.account();
    progress.taken(batch.rows());
    group.runtime().countRows(batch.rows());
    for (int from = 0; from < batch.rows(); ) {
      from += submit(batch, from);
    }
    if (files.isWriting()) {
      files.rowsFollow(bytes);
      group.lowerAccount();
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
    crew.dispatch();
  }

  /** Encodes and writes all that was submitted, but for the open row group. */
  void drain() {
    encodeAll();
    completeWriting();
  }

  /** Encodes all that was submitted: no batch is needed any more. */
  void encodeAll() {
    drainTo(0);
  }

  private void drainTo(int stretches) {
    collect();
    while (queue.size() > stretches) {
      writeOrEncode();
      collect();
    }
  }

  /** What the calling thread does while the others have enough to encode. */
  private void writeOrEncode() {
    if (files.isWriting()) {
      files.writeSome();
      group.lowerAccount();
    } else {
      crew.encodeOrWait();
    }
  }

  /** Whether a complete row group is being written. */
  boolean isWriting() {
    return files.isWriting();
  }

  /** Writes what is left of the row group that is being written, if there is one. */
  void completeWriting() {
    if (files.isWriting()) {
      files.complete();
      group.lowerAccount();
    }
  }

  private void measure() {
    queue.submit(Stretch.measure(rowGroup));
    crew.dispatch();
    drain();
  }

  /** Whether there is something that {@link #giveBack} or {@link #giveRowGroup} could do. */
  boolean hasRowsInMemory() {
    return rowGroup.rows() > 0 || queue.size() > 0 || files.isWriting() || files.holdsRowGroups();
  }

  /**
   * Gives some memory back: batches that are encoded by now, or writes some of a complete row
   * group, or has what waits encoded, or else ends the row group and writes it.
   */
  void giveBack() {
    if (collect()) {
      return;
    }
    if (queue.size() > 0 || files.isWriting()) {
      writeOrEncode();
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
    if (cut.isWorthARowGroup()) {
      giveRowGroup();
    }
  }

  /** Writes what is left and ends the last file; others may still be closing. */
  void finish(EndedFiles.Closer closer) {
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

  private int submit(ColumnBatch batch, int from) {
    drainTo(RowGroupSize.WINDOW - 1);
    if (cut.isReached()) {
      completeRowGroup(CloseReason.SIZE);
    }
    Stretch stretch = cut.next(rowGroup, batch, from);
    queue.submit(stretch);
    if (stretch.endsBatch) {
      current = null;
    }
    if (cut.hasAllRows()) {
      completeRowGroup(CloseReason.ROWS);
    } else {
      crew.dispatch();
    }
    return stretch.rows;
  }

  private void completeRowGroup(CloseReason reason) {
    endRowGroup(reason);
    if (cut.mustBeWritten()) {
      drain();
      cut.restart();
    }
  }

  /**
   * Takes completed stretches off, in order: closes their batches, writes their row groups.
   *
   * @return whether there were any
   */
  private boolean collect() {
    crew.check();
    files.ended().check();
    boolean any = false;
    for (Stretch done = queue.pollCompleted(); done != null; done = queue.pollCompleted()) {
      any = true;
      if (done.endsRowGroup) {
        files.write(done.rowGroup);
        group.lowerAccount();
      } else {
        takeOff(done);
      }
    }
    if (files.isWriting() && !crew.mayBeHelped()) {
      completeWriting();
    }
    return any;
  }

  private void takeOff(Stretch done) {
    cut.encoded(done);
    if (done.hasRows()) {
      progress.encoded(done.rows);
      if (done.endsBatch) {
        ledger.releaseRaw(done.batch.bytes());
        done.batch.close();
      }
    }
    // Last, since it may end a file, which may fail: nobody else would close the batch then.
    files.expectMore(done.finishedBytes);
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
