package org.parquetext.pipeline;

import java.util.concurrent.atomic.LongAdder;
import org.parquetext.column.ColumnChunk;

/**
 * Where the rows of one writer are: <em>buffered</em> ones wait for their encoding,
 * <em>encoding</em> ones are in row groups that are not written yet, <em>written</em> ones are in
 * the files. Counters that any thread may read at any time; each is exact once the writer is
 * closed.
 */
public final class WriteProgress {

  private final MemoryLedger ledger;
  private final LongAdder rowsTaken = new LongAdder();
  private final LongAdder rowsEncoded = new LongAdder();
  private final LongAdder rowsWritten = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final Tally<CloseReason> rowGroups = new Tally<>(CloseReason.class);
  private final LongAdder dictionariesRefused = new LongAdder();
  private final LongAdder dictionariesOutgrown = new LongAdder();
  private final LongAdder filesOpened = new LongAdder();
  private final Tally<CloseReason> files = new Tally<>(CloseReason.class);
  private final Tally<WriteStage> nanos = new Tally<>(WriteStage.class);

  WriteProgress(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /** Rows that wait for their encoding. */
  public long rowsBuffered() {
    return rowsTaken.sum() - rowsEncoded.sum();
  }

  /** Bytes of the batches that wait for their encoding. */
  public long bytesBuffered() {
    return ledger.raw();
  }

  /** Rows that are encoded and wait for their row group. */
  public long rowsEncoding() {
    return rowsEncoded.sum() - rowsWritten.sum();
  }

  /** Bytes of memory that the columns hold: encoded rows, open pages and dictionaries. */
  public long bytesEncoding() {
    return ledger.encoded();
  }

  /** Rows in the files. */
  public long rowsWritten() {
    return rowsWritten.sum();
  }

  /** Bytes in the files: each part counts when it has been written. */
  public long bytesWritten() {
    return bytesWritten.sum();
  }

  /** Row groups in the files. */
  public long rowGroups() {
    return rowGroups.total();
  }

  /** Row groups in the files that were ended for a reason. */
  public long rowGroups(CloseReason reason) {
    return rowGroups.sum(reason);
  }

  /** Row groups that were ended early because the executor's memory budget was reached. */
  public long rowGroupsClosedByMemory() {
    return rowGroups(CloseReason.MEMORY);
  }

  /** Column chunks that tried a dictionary and gave it up, for some of their values or all. */
  public long dictionariesRefused() {
    return dictionariesRefused.sum();
  }

  /**
   * Column chunks whose dictionary, asked for as their encoding, outgrew its limit, so that some of
   * their values are PLAIN.
   */
  public long dictionariesOutgrown() {
    return dictionariesOutgrown.sum();
  }

  /** Finished files. */
  public long files() {
    return files.total();
  }

  /** Finished files that were ended for a reason. */
  public long files(CloseReason reason) {
    return files.sum(reason);
  }

  /** Whether all files that were opened are finished: of a closed writer, nothing changes then. */
  public boolean isSettled() {
    return files() == filesOpened.sum();
  }

  /** Nanoseconds that all threads together have been in a stage. */
  public long nanos(WriteStage stage) {
    return nanos.sum(stage);
  }

  void taken(long rows) {
    rowsTaken.add(rows);
  }

  void encoded(long rows) {
    rowsEncoded.add(rows);
  }

  void rowGroupWritten(RowGroup rowGroup) {
    rowsWritten.add(rowGroup.rows());
    rowGroups.add(rowGroup.closedBy(), 1);
    for (ColumnChunk chunk : rowGroup.chunks()) {
      if (chunk.hasOutgrownDictionary()) {
        dictionariesOutgrown.increment();
      } else if (chunk.hasRefusedDictionary()) {
        dictionariesRefused.increment();
      }
    }
  }

  void bytesWritten(long bytes) {
    bytesWritten.add(bytes);
  }

  void fileOpened() {
    filesOpened.increment();
  }

  /** The last that is said of a file: then all its times and bytes are known. */
  void fileWritten(CloseReason reason) {
    files.add(reason, 1);
  }

  void took(WriteStage stage, long time) {
    nanos.add(stage, time);
  }
}
