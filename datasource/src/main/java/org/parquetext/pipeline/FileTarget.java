package org.parquetext.pipeline;

import org.parquetext.options.WriteOptions;

/**
 * The bytes and rows that a file is to have: whether it has them, and whether what is left behind
 * it is worth a file of its own. All of it depends on bytes and options only. Confined to the
 * calling thread.
 */
final class FileTarget {

  /** A file is full when it lacks so little of its target, and so small a remainder joins it. */
  private static final int REMAINDER = 20;

  /** Footer and indexes say less than this of nearly every chunk. */
  private static final int MAX_CHUNK_TAIL_BYTES = 4096;

  private final long bytes;
  private final long maxRows;
  private final TailForecast tails = new TailForecast();

  FileTarget(WriteOptions options) {
    this.bytes = options.targetFileSizeBytes();
    this.maxRows = options.maxRecordsPerFile();
  }

  /** Whether so many rows are all that a file may have. */
  boolean areAllRows(long rows) {
    return maxRows > 0 && rows >= maxRows;
  }

  /**
   * Whether a file has its bytes.
   *
   * @param columns chunks of each of its row groups
   */
  boolean isFull(OpenFile file, int columns) {
    return bytes > 0
        && mayBeFull(file, (long) columns * file.rowGroups())
        && file.position() + tailBytes(file) >= bytes - bytes / REMAINDER;
  }

  /** To know what is behind the row groups takes time, which most files are far too small for. */
  private boolean mayBeFull(OpenFile file, long chunks) {
    return file.position() + chunks * MAX_CHUNK_TAIL_BYTES >= bytes / 2;
  }

  /** Whether so many bytes behind a full file are no mere remainder. */
  boolean areWorthAFile(long heldBytes) {
    return heldBytes >= bytes / REMAINDER;
  }

  /** Whether a full file takes the last row groups of all too. */
  boolean takesRemainder(OpenFile file, HeldRowGroups held) {
    long remainder = held.bytes() + tails.of(held.chunks(), held.chunks());
    return !areWorthAFile(remainder)
        && file.position() + file.tail().bytes() + remainder <= bytes + bytes / REMAINDER
        && (maxRows <= 0 || file.rows() + held.rows() <= maxRows);
  }

  /** Bytes that footer and indexes of a file have so far. */
  long tailBytes(OpenFile file) {
    tails.learn(file.tail());
    return file.tail().bytes();
  }

  /** Bytes of a footer without row groups, as that of the file before. */
  long bareTailBytes() {
    return tails.bareBytes();
  }

  /**
   * Bytes that a row group of so many chunks and pages is expected to add to footer and indexes.
   */
  long tailOf(long chunks, long pages) {
    return tails.of(chunks, pages);
  }
}
