package org.parquetext.pipeline;

import java.util.concurrent.atomic.LongAdder;

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
  private final LongAdder rowGroups = new LongAdder();
  private final LongAdder rowGroupsByMemory = new LongAdder();
  private final LongAdder dictionariesOutgrown = new LongAdder();
  private final LongAdder filesOpened = new LongAdder();
  private final LongAdder files = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();
  private final LongAdder closingNanos = new LongAdder();

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
    return rowGroups.sum();
  }

  /** Row groups that were ended early because the executor's memory budget was reached. */
  public long rowGroupsClosedByMemory() {
    return rowGroupsByMemory.sum();
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
    return files.sum();
  }

  /** Whether all files that were opened are finished: of a closed writer, nothing changes then. */
  public boolean isSettled() {
    return files.sum() == filesOpened.sum();
  }

  /** Nanoseconds that the calling thread closed files, or waited for others to close them. */
  public long closingNanos() {
    return closingNanos.sum();
  }

  /** Nanoseconds that the calling thread waited for encoder threads, or for direct memory. */
  public long waitNanos() {
    return waitNanos.sum();
  }

  void taken(long rows) {
    rowsTaken.add(rows);
  }

  void encoded(long rows) {
    rowsEncoded.add(rows);
  }

  void rowGroupWritten(RowGroup rowGroup) {
    rowsWritten.add(rowGroup.rows());
    rowGroups.increment();
    if (rowGroup.closedBy() == CloseReason.MEMORY) {
      rowGroupsByMemory.increment();
    }
  }

  void dictionaryOutgrown() {
    dictionariesOutgrown.increment();
  }

  void bytesWritten(long bytes) {
    bytesWritten.add(bytes);
  }

  void fileOpened() {
    filesOpened.increment();
  }

  void closing(long nanos) {
    closingNanos.add(nanos);
  }

  void fileWritten() {
    files.increment();
  }

  void waited(long nanos) {
    waitNanos.add(nanos);
  }
}
