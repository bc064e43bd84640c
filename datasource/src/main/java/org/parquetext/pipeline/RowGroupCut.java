package org.parquetext.pipeline;

import org.parquetext.options.WriteOptions;

/**
 * Decides where the open row group ends, by its bytes or rows or with the last rows of its file,
 * and how many rows the columns get at a time until then.
 *
 * <p>What it knows of the columns is what they had encoded {@link RowGroupSize#WINDOW} stretches
 * before, never what they happen to have encoded; where it has to know more, it has them encode
 * all. So the same rows are cut at the same places. Confined to the calling thread.
 */
final class RowGroupCut {

  private static final int STRETCH_ROWS = 8192;
  private static final long STRETCH_BYTES = 64L << 20;

  /** A row group ends between stretches, so it exceeds its bytes by less than one of these. */
  private static final int STRETCHES_OF_ROW_GROUP = 32;

  /**
   * An account that grants nothing makes at most so many row groups of one: smaller ones would make
   * a slow file, to save little.
   */
  private static final int CUTS_OF_ROW_GROUP = 32;

  private final WriteOptions options;
  private final RollingFiles files;
  private final Runnable drain;
  private final Runnable measure;
  private final RowGroupSize size = new RowGroupSize();
  private final FileCut file;
  private long rows;
  private boolean completesFile;

  /**
   * Decides for the row groups of one writer.
   *
   * @param drain has the columns encode all rows, and says {@link #encoded} of each stretch;
   *     complete row groups are written then
   * @param measure has them {@linkplain Stretch#measure measure}, and encode all
   */
  RowGroupCut(
      WriteOptions options,
      RollingFiles files,
      ColumnTask[] columns,
      Runnable drain,
      Runnable measure) {
    this.options = options;
    this.files = files;
    this.drain = drain;
    this.measure = measure;
    this.file = new FileCut(options.targetFileSizeBytes(), files, columns, size);
  }

  /** Whether the open row group ends before the next rows. */
  boolean isReached() {
    if (rows == 0) {
      return false;
    }
    boolean full = isFull();
    completesFile = !full && endsFile();
    return full || completesFile;
  }

  private boolean isFull() {
    long target = files.nextRowGroupBytes();
    if (size.estimate() < target) {
      return false;
    }
    drain.run();
    return size.settle() >= target;
  }

  private boolean endsFile() {
    if (!file.isDue()) {
      return false;
    }
    drain.run();
    file.look();
    if (file.isUncertain()) {
      size.submit(0);
      measure.run();
      file.look();
    }
    return file.isReached();
  }

  /** The rows of a batch from {@code from} on that the columns get next, as part of a row group. */
  Stretch next(RowGroup rowGroup, ColumnBatch batch, int from) {
    int stretchRows = stretchRows(batch, from);
    if (stretchRows < 1) {
      throw new IllegalStateException(
          "Cannot cut " + stretchRows + " rows: the file has more than it may");
    }
    long bytes = batch.contentBytes() * stretchRows / batch.rows();
    size.submit(bytes);
    file.add(bytes);
    rows += stretchRows;
    rowGroup.add(stretchRows);
    return Stretch.rows(rowGroup, batch, from, stretchRows);
  }

  private int stretchRows(ColumnBatch batch, int from) {
    long rowBytes = Math.max(1, batch.contentBytes() / batch.rows());
    long bytes = Math.min(STRETCH_BYTES, options.rowGroupSizeBytes() / STRETCHES_OF_ROW_GROUP);
    long room = Math.max(1, Math.min(bytes, file.room()) / rowBytes);
    long most = Math.min(STRETCH_ROWS, batch.rows() - from);
    return (int) Math.min(Math.min(most, rowsLeft()), room);
  }

  /** Whether the open row group has all rows that it may have. */
  boolean hasAllRows() {
    return rowsLeft() == 0;
  }

  private long rowsLeft() {
    long left = options.rowGroupMaxRows() - rows;
    long maxRows = options.maxRecordsPerFile();
    return maxRows > 0 ? Math.min(left, maxRows - files.rows() - rows) : left;
  }

  /** The oldest stretch in flight has been encoded by every column. */
  void encoded(Stretch stretch) {
    size.complete(stretch.bufferedBytes, stretch.dictionaryBytes);
  }

  /** The open row group ends; the columns have been handed all of its rows. */
  void rowGroupEnds() {
    file.rowGroupEnds();
    size.reset();
    rows = 0;
  }

  /**
   * Whether the row group that has ended is to be written before the next: it completes its file,
   * or an exact row limit needs to know whether it does, or an alignment where it ended.
   */
  boolean mustBeWritten() {
    return completesFile || options.maxRecordsPerFile() > 0 || files.alignsRowGroups();
  }

  /** All row groups are written, and none is open. */
  void restart() {
    completesFile = false;
    file.restart();
  }

  /** Whether the open row group, all of whose rows are encoded, is large enough to be one. */
  boolean isWorthARowGroup() {
    return size.encoded() >= options.rowGroupSizeBytes() / CUTS_OF_ROW_GROUP;
  }
}
