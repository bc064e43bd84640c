package org.parquetext.pipeline;

import java.util.function.Supplier;
import org.apache.parquet.io.OutputFile;
import org.parquetext.options.WriteOptions;

/**
 * The files of one writer, one taking row groups at a time: they go in, in order; a file that has
 * its bytes or rows is finished and the next one is asked for when there is something to write into
 * it.
 *
 * <p>A file that has its bytes is finished only when the rows behind it are known to be worth a
 * file: row groups that come meanwhile are held, and if they are the last ones and small, they go
 * into the open file. Whether they do depends on their bytes and the options only.
 *
 * <p>A row group is written little by little, while others encode the rows that follow, unless
 * where these are cut depends on what the file has: then it is written at once. {@link #complete()}
 * comes before the next row group and the end of the file.
 *
 * <p>Confined to the calling thread.
 */
final class RollingFiles {

  private final Supplier<? extends OutputFile> outputs;
  private final OpenFile.FileMaker maker;
  private final FileTarget target;
  private final long rowGroupBytes;
  private final FileAge age;
  private final MemoryLedger ledger;
  private final WriteProgress progress;
  private final WriteActivity activity;
  private final EndedFiles ended;
  private OpenFile open;

  /** The row group that the open file is getting; null if it has all. */
  private RowGroupWrite writing;

  /** Whether the open file has its bytes: what comes now belongs into the next one. */
  private boolean full;

  private final HeldRowGroups held = new HeldRowGroups();

  /** Whether rows or time cut files: then what they have must not depend on who writes when. */
  private final boolean cutsExactly;

  /** Whether the files' row groups are aligned; known when the first one is open. */
  private boolean aligned;

  RollingFiles(
      Supplier<? extends OutputFile> outputs,
      OpenFile.FileMaker maker,
      WriteOptions options,
      ClosingFiles closing,
      FileAge age,
      MemoryLedger ledger,
      WriteProgress progress,
      WriteActivity activity) {
    this.outputs = outputs;
    this.maker = maker;
    this.target = new FileTarget(options);
    this.rowGroupBytes = options.rowGroupSizeBytes();
    this.cutsExactly = options.maxRecordsPerFile() > 0 || options.hasIntervals();
    this.age = age;
    this.ledger = ledger;
    this.progress = progress;
    this.activity = activity;
    this.ended = new EndedFiles(closing, progress);
  }

  /** Opens the first file, so that a path that cannot be written fails before any work is done. */
  void ensureFirst() {
    if (open == null && ended.isEmpty()) {
      open();
    }
  }

  /** Takes a complete row group, which is written by the calls that follow. */
  void write(RowGroup rowGroup) {
    complete();
    if (!full) {
      writing = begin(rowGroup);
      if (cutsExactly || aligned) {
        complete();
      }
      return;
    }
    held.add(rowGroup);
    boolean holds =
        rowGroup.closedBy() != CloseReason.MEMORY && rowGroup.closedBy() != CloseReason.FLUSH;
    if (!holds || target.areWorthAFile(held.bytes()) || target.areAllRows(held.rows())) {
      endFull();
    }
  }

  /** Whether a row group is being written. */
  boolean isWriting() {
    return writing != null;
  }

  /** Writes some of the row group that is being written, which has become due by these rows. */
  void rowsFollow(long bytes) {
    writing.rowsFollow(bytes);
    endIfComplete();
  }

  /** Writes some of the row group that is being written. */
  void writeSome() {
    writing.writeSome();
    endIfComplete();
  }

  /** Writes what is left of the row group that is being written, if there is one. */
  void complete() {
    if (writing != null) {
      writing.complete();
      endIfComplete();
    }
  }

  /**
   * So many bytes, of which none will go away, are finished of the row group that follows: a full
   * file need not wait any longer. An aligned one does, since when this is known depends on time,
   * and in which file a row group begins decides where it ends.
   */
  void expectMore(long finishedBytes) {
    if (full && !aligned && target.areWorthAFile(held.bytes() + finishedBytes)) {
      endFull();
    }
  }

  /** Whether row groups wait for their file. */
  boolean holdsRowGroups() {
    return !held.isEmpty();
  }

  /** Writes the row groups that are held, into the next file. */
  void writeHeld() {
    while (!held.isEmpty()) {
      endFull();
      complete();
    }
  }

  /**
   * Whether the bytes of a row group depend on where the one before it ended, so that this one must
   * be written first.
   */
  boolean alignsRowGroups() {
    return aligned;
  }

  /** Bytes at which the next row group ends. */
  long nextRowGroupBytes() {
    return takesRows() ? open.nextRowGroupBytes() : rowGroupBytes;
  }

  /** Rows of the file that the next row group goes into. */
  long rows() {
    return takesRows() ? open.rows() : held.rows();
  }

  /** Bytes in front of the next row group in its file. */
  long position() {
    return takesRows() ? open.position() : held.bytes();
  }

  /** Bytes that footer and indexes have without the next row group. */
  long tailBytes() {
    return takesRows() ? target.tailBytes(open) : target.bareTailBytes();
  }

  /** Bytes that a row group of so many chunks and pages is expected to add to them. */
  long tailOf(long chunks, long pages) {
    return target.tailOf(chunks, pages);
  }

  /** The open file as messages name it. */
  String place() {
    return open == null ? "the next file (not created yet)" : open.place();
  }

  /** Ends the file that the last rows went into; the next row group begins another. */
  void endFile(CloseReason reason) {
    complete();
    while (full) {
      endFull();
      complete();
    }
    if (open != null) {
      end(reason);
    }
  }

  /**
   * Ends the last file. A writer that got no rows leaves one file with nothing but the schema.
   *
   * @param closer closes it
   */
  void finish(EndedFiles.Closer closer) {
    complete();
    while (full) {
      joinOrWriteHeld(closer);
      complete();
    }
    ensureFirst();
    if (open != null) {
      end(CloseReason.END, closer);
    }
  }

  /** Discards the files that are not closed. Those that are stay: they are the caller's. */
  void abort() {
    writing = null;
    held.clear();
    try {
      if (open != null) {
        OpenFile file = open;
        open = null;
        file.abort();
      }
    } finally {
      ended.abort();
    }
  }

  /** The files before the open one. */
  EndedFiles ended() {
    return ended;
  }

  private boolean takesRows() {
    return open != null && !full;
  }

  private void open() {
    open = OpenFile.create(outputs.get(), maker, progress, activity);
    aligned = open.alignsRowGroups();
  }

  private RowGroupWrite begin(RowGroup rowGroup) {
    if (open == null) {
      open();
    }
    return new RowGroupWrite(rowGroup, open, ledger);
  }

  private void endIfComplete() {
    if (writing.isComplete()) {
      int columns = writing.chunks();
      writing = null;
      endIfFull(columns);
    }
  }

  private void endIfFull(int columns) {
    if (target.areAllRows(open.rows())) {
      end(CloseReason.ROWS);
      age.restart();
    } else if (target.isFull(open, columns)) {
      full = true;
      age.restart();
    }
  }

  /** The file has its bytes, and what is held is the beginning of the next one or more. */
  private void endFull() {
    end(CloseReason.SIZE);
    held.take().forEach(this::write);
  }

  private void joinOrWriteHeld(EndedFiles.Closer closer) {
    if (!target.takesRemainder(open, held)) {
      endFull();
      return;
    }
    held.take().forEach(rowGroup -> begin(rowGroup).complete());
    end(CloseReason.SIZE, closer);
  }

  private void end(CloseReason reason) {
    end(reason, EndedFiles.Closer.BACKGROUND);
  }

  private void end(CloseReason reason, EndedFiles.Closer closer) {
    if (writing != null) {
      throw new IllegalStateException("Cannot end " + place() + " within a row group");
    }
    OpenFile file = open;
    full = false;
    open = null;
    ended.add(file, reason, closer);
  }
}
