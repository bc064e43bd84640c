package org.parquetext.pipeline;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.parquetext.WriteException;
import org.parquetext.column.ColumnChunk;
import org.parquetext.file.FileTail;
import org.parquetext.file.ParquetFile;

/**
 * A file that takes row groups, and what is known of it. Its errors name the file and the part.
 * Confined to one thread at a time.
 */
final class OpenFile {

  private final ParquetFile file;
  private final String path;
  private final String place;
  private final WriteProgress progress;
  private final WriteActivity activity;
  private final long created;
  private final boolean aligned;
  private long rows;
  private int rowGroups;
  private boolean ended;

  private OpenFile(
      ParquetFile file, String path, WriteProgress progress, WriteActivity activity, long created) {
    this.file = file;
    this.path = path;
    this.place = "file " + path;
    this.progress = progress;
    this.activity = activity;
    this.created = created;
    this.aligned = file.alignsRowGroups();
    activity.opened();
  }

  /** Creates the file; when that fails, it is discarded. */
  static OpenFile create(
      OutputFile output, FileMaker maker, WriteProgress progress, WriteActivity activity) {
    String place = "file " + output.getPath();
    long started = System.nanoTime();
    try {
      ParquetFile file = maker.create(output);
      try {
        progress.fileOpened();
        progress.bytesWritten(file.position());
        progress.took(WriteStage.WRITE, System.nanoTime() - started);
        return new OpenFile(file, output.getPath(), progress, activity, started);
      } catch (IOException | RuntimeException | Error e) {
        file.abort();
        throw e;
      }
    } catch (IOException e) {
      throw failure("the start", place, e);
    } catch (WriteException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new WriteException("Cannot write " + place + ": " + e.getMessage(), e);
    }
  }

  /** The chunks of a row group follow, in the order of the columns. */
  void beginRowGroup() {
    writePart(
        () -> {
          file.beginRowGroup();
          return true;
        });
  }

  /** The next chunk of the row group follows. */
  void begin(ColumnChunk chunk) {
    file.begin(chunk);
  }

  /**
   * Writes a piece of the chunk.
   *
   * @return whether there are more
   */
  boolean writeSome() {
    return writePart(file::writeSome);
  }

  /** All chunks of the row group are written. */
  void endRowGroup(RowGroup rowGroup) {
    file.endRowGroup(rowGroup.rows());
    rows += rowGroup.rows();
    rowGroups++;
    progress.rowGroupWritten(rowGroup);
  }

  private boolean writePart(Part part) {
    long started = System.nanoTime();
    try {
      long before = file.position();
      boolean more = part.write();
      progress.bytesWritten(file.position() - before);
      progress.took(WriteStage.WRITE, System.nanoTime() - started);
      return more;
    } catch (IOException e) {
      throw failure("row group " + rowGroups, place(), e);
    }
  }

  /** Writes what is behind the row groups, and closes the file. */
  WrittenFile finish(CloseReason reason) {
    long started = System.nanoTime();
    try {
      long before = file.position();
      long bytes = file.finish();
      long now = System.nanoTime();
      WrittenFile written =
          new WrittenFile(
              path, bytes, reason, file.footer(), file.statistics(), file.encryptedColumns());
      progress.bytesWritten(bytes - before);
      progress.took(WriteStage.WRITE, now - started - file.closeNanos() - file.checkNanos());
      progress.took(WriteStage.UPLOAD, file.closeNanos());
      progress.took(WriteStage.VERIFY, file.checkNanos());
      progress.fileWritten(reason);
      end();
      activity.closed(written, now - created);
      return written;
    } catch (IOException e) {
      throw failure("footer", place(), e);
    }
  }

  /** Discards the file, unless it is finished. Idempotent. */
  void abort() {
    end();
    file.abort();
  }

  private void end() {
    if (!ended) {
      ended = true;
      activity.ended();
    }
  }

  /** Whether the bytes of a row group depend on where the one before it ended. */
  boolean alignsRowGroups() {
    return aligned;
  }

  /** Bytes at which the next row group ends. */
  long nextRowGroupBytes() {
    try {
      return file.nextRowGroupBytes();
    } catch (IOException e) {
      throw failure("row group " + rowGroups, place(), e);
    }
  }

  /** Bytes written so far. */
  long position() {
    try {
      return file.position();
    } catch (IOException e) {
      throw failure("row group " + rowGroups, place(), e);
    }
  }

  /** What would be written behind the row groups. */
  FileTail tail() {
    try {
      return file.tail();
    } catch (IOException e) {
      throw failure("footer", place(), e);
    }
  }

  long rows() {
    return rows;
  }

  int rowGroups() {
    return rowGroups;
  }

  /** The file as messages name it. */
  String place() {
    return place;
  }

  private static WriteException failure(String what, String place, IOException cause) {
    return new WriteException(
        "Cannot write " + what + " of " + place + ": " + cause.getMessage(), cause);
  }

  /** Writes something of a row group, and says whether there is more of it. */
  private interface Part {
    boolean write() throws IOException;
  }

  /** Creates files that differ by their output only. */
  interface FileMaker {
    ParquetFile create(OutputFile output) throws IOException;
  }
}
