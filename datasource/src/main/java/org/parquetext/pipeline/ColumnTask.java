package org.parquetext.pipeline;

import org.parquetext.WriteException;
import org.parquetext.column.ChunkForecast;
import org.parquetext.column.ColumnChunk;
import org.parquetext.column.ColumnChunkWriter;
import org.parquetext.column.EncoderArena;
import org.parquetext.level.LeafColumn;

/**
 * One column of a writer: takes the stretches one after another, on one thread at a time, so that
 * the state of the column needs no lock. What the column holds is charged to the ledger as it comes
 * into being: a finished chunk stays charged until its row group is written, the memory that the
 * column keeps for the next one until the writer ends.
 */
final class ColumnTask {

  /** The most stretches that a column takes before it looks for other work. */
  static final int MAX_RUN = 16;

  /** The longer, the less it matters that some stretches have the end of a page in them. */
  private static final int SMOOTHING = 4;

  /** The position of the leaf among all leaves. */
  final int index;

  private final ColumnChunkWriter writer;
  private final MemoryLedger ledger;
  private final DirectMemory direct;
  private final WriteProgress progress;
  private long charged;
  private int rowGroups;

  /** The batch whose column is kept for its next stretch; null when none is. */
  private ColumnBatch begun;

  private LeafColumn column;

  /** What of the current run's time was not encoding. */
  private long convertNanos;

  private long compressNanos;

  /**
   * The stretches of the current run and the sizes after each; owned by the thread that claimed the
   * column.
   */
  final Stretch[] run = new Stretch[MAX_RUN];

  final long[] bufferedBytes = new long[MAX_RUN];
  final long[] finishedBytes = new long[MAX_RUN];
  final long[] dictionaryBytes = new long[MAX_RUN];
  int length;

  /**
   * Sequence number of the next stretch; guarded by the queue's lock, set by who has claimed it.
   */
  long next;

  /** The lowest turn of all columns is the next to be encoded; guarded by the queue's lock. */
  long turn;

  /** How long a stretch takes, smoothed; guarded by the queue's lock. */
  long nanos;

  /**
   * A task for one column.
   *
   * @param index the position of the leaf among all leaves
   */
  ColumnTask(
      int index,
      ColumnChunkWriter writer,
      MemoryLedger ledger,
      DirectMemory direct,
      WriteProgress progress) {
    this.index = index;
    this.writer = writer;
    this.ledger = ledger;
    this.direct = direct;
    this.progress = progress;
    this.charged = writer.allocatedBytes();
  }

  /** So many stretches more are encoded; under the queue's lock. */
  void encoded(int stretches, long took) {
    if (stretches > 0) {
      long each = Math.max(0, took) / stretches;
      nanos = next == 0 ? each : nanos + (each - nanos) / SMOOTHING;
      next += stretches;
    }
  }

  /** The run has ended after so long; by the thread that has claimed the column. */
  void took(long runNanos) {
    long compressed = writer.compressNanos() - compressNanos;
    compressNanos += compressed;
    progress.took(WriteStage.CONVERT, convertNanos);
    progress.took(WriteStage.COMPRESS, compressed);
    progress.took(WriteStage.ENCODE, Math.max(0, runNanos - convertNanos - compressed));
    convertNanos = 0;
  }

  /**
   * Encodes {@code run[position]}.
   *
   * @return false if there is no room for the column now: then nothing was done
   */
  boolean encode(int position, EncoderArena arena) {
    Stretch stretch = run[position];
    if (stretch.endsRowGroup) {
      end(stretch.rowGroup, arena);
    } else if (!stretch.hasRows()) {
      writer.measure(arena);
      charge(0);
    } else if (!write(stretch, arena)) {
      return false;
    }
    bufferedBytes[position] = writer.bufferedBytes();
    finishedBytes[position] = writer.finishedBytes();
    dictionaryBytes[position] = writer.dictionaryBytes();
    return true;
  }

  private boolean write(Stretch stretch, EncoderArena arena) {
    long bytes = stretch.batch.columnBytes(index);
    if (!direct.tryReserve(bytes)) {
      return false;
    }
    boolean kept = false;
    try {
      writer.write(column(stretch.batch), stretch.from, stretch.rows, arena);
      kept = !stretch.endsBatch && bytes == 0;
    } finally {
      if (!kept) {
        release(stretch.batch, bytes);
      }
    }
    charge(0);
    return true;
  }

  /** Makes the column once, however many stretches the batch is cut into. */
  private LeafColumn column(ColumnBatch batch) {
    if (begun != batch) {
      long started = System.nanoTime();
      column = batch.column(index);
      convertNanos += System.nanoTime() - started;
      begun = batch;
    }
    return column;
  }

  private void release(ColumnBatch batch, long bytes) {
    begun = null;
    column = null;
    try {
      batch.release(index);
    } finally {
      direct.release(bytes);
    }
  }

  private void end(RowGroup rowGroup, EncoderArena arena) {
    ColumnChunk chunk = writer.finish(arena);
    rowGroup.chunk(index, chunk);
    if (rowGroup.closedBy() == CloseReason.MEMORY) {
      writer.trim();
    }
    charge(chunk.allocatedBytes());
    rowGroups++;
  }

  /** What the open chunk would become; only when no stretch waits for the column. */
  ChunkForecast forecast() {
    return writer.forecast();
  }

  /**
   * Charges what the column holds, and a chunk that it has let go. What it holds from the start is
   * not charged: no end of a row group could give it back.
   */
  private void charge(long chunkBytes) {
    long held = writer.allocatedBytes();
    ledger.chargeEncoded(chunkBytes + held - charged);
    charged = held;
  }

  /**
   * Says where an error happened; the error says what. Row groups are counted through all files of
   * the writer: a column may be ahead of the writing, and then nobody knows its file yet.
   *
   * @param place the file to name
   */
  WriteException exception(Throwable cause, String place) {
    String where = " (row group " + rowGroups + " of the writer, " + place + ")";
    if (cause instanceof WriteException) {
      return new WriteException(cause.getMessage() + where, cause);
    }
    String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new WriteException(
        "Cannot write column `" + writer.name() + "`: " + what + where, cause);
  }
}
