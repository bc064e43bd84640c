package org.parquetext.pipeline;

import org.parquetext.column.ColumnChunk;

/**
 * A complete row group on its way into its file, piece by piece. In between the calling thread
 * hands out the rows behind it, so that others go on encoding while it writes. The memory of a
 * piece is given back as soon as that is written.
 *
 * <p>Confined to the calling thread.
 */
final class RowGroupWrite {

  /**
   * So many bytes of rows may follow before one byte has to be written. Then a row group is in the
   * file before the next one is complete, unless that takes more than its rows do; and where
   * columns are encoded to less than half of their rows, both never have more than one has.
   */
  private static final int ROWS_PER_BYTE = 2;

  private final RowGroup rowGroup;
  private final OpenFile file;
  private final MemoryLedger ledger;
  private int written;

  /** The chunk that is being written; null between two. */
  private ColumnChunk chunk;

  private long writtenBytes;
  private long rowBytes;
  private boolean begun;
  private boolean ended;

  RowGroupWrite(RowGroup rowGroup, OpenFile file, MemoryLedger ledger) {
    this.rowGroup = rowGroup;
    this.file = file;
    this.ledger = ledger;
  }

  /** The number of column chunks. */
  int chunks() {
    return rowGroup.chunks().length;
  }

  /** Whether all is written. */
  boolean isComplete() {
    return ended;
  }

  /** Writes what is due once so many bytes of rows have come behind the row group. */
  void rowsFollow(long bytes) {
    rowBytes += bytes;
    while (!ended && writtenBytes < rowBytes / ROWS_PER_BYTE) {
      writeSome();
    }
  }

  /** Writes the next piece. */
  void writeSome() {
    if (!begun) {
      file.beginRowGroup();
      begun = true;
    }
    if (written < chunks()) {
      writePiece();
    }
    if (written == chunks()) {
      file.endRowGroup(rowGroup);
      ended = true;
    }
  }

  /** Writes what is left. */
  void complete() {
    while (!ended) {
      writeSome();
    }
  }

  private void writePiece() {
    if (chunk == null) {
      chunk = rowGroup.chunks()[written];
      file.begin(chunk);
    }
    long bytes = chunk.totalBytes();
    long held = chunk.allocatedBytes();
    if (file.writeSome()) {
      writtenBytes += bytes - chunk.totalBytes();
      ledger.releaseEncoded(held - chunk.allocatedBytes());
    } else {
      writtenBytes += bytes;
      ledger.releaseEncoded(held);
      chunk.releasePages();
      chunk = null;
      written++;
    }
  }
}
