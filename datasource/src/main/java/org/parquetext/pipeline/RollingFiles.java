package org.parquetext.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.parquetext.WriteException;
import org.parquetext.column.ColumnChunk;
import org.parquetext.file.FileEncryption;
import org.parquetext.file.ParquetFile;
import org.parquetext.options.WriteOptions;

/**
 * The files of one writer, one open at a time: row groups go in, in order; a file that has its
 * bytes or rows is finished and the next one is asked for when there is something to write into it.
 *
 * <p>A file ends at the row-group edge that is nearest to the target. Confined to the calling
 * thread.
 */
final class RollingFiles {

  private final Supplier<? extends OutputFile> outputs;
  private final MessageType schema;
  private final Map<String, String> keyValues;
  private final WriteOptions options;
  private final FileEncryption encryption;
  private final WriteProgress progress;
  private final List<WrittenFile> written = new ArrayList<>();
  private ParquetFile open;
  private boolean aligned;
  private String path;
  private long rows;
  private int rowGroups;

  RollingFiles(
      Supplier<? extends OutputFile> outputs,
      MessageType schema,
      Map<String, String> keyValues,
      WriteOptions options,
      FileEncryption encryption,
      WriteProgress progress) {
    this.outputs = outputs;
    this.schema = schema;
    this.keyValues = keyValues;
    this.options = options;
    this.encryption = encryption;
    this.progress = progress;
  }

  /** Opens the first file, so that a path that cannot be written fails before any work is done. */
  void ensureFirst() {
    if (open == null && written.isEmpty()) {
      try {
        open();
      } catch (IOException e) {
        throw failure("the start", e);
      }
    }
  }

  /** Writes a complete row group, and ends the file if it is full. */
  void write(RowGroup rowGroup) {
    try {
      if (open == null) {
        open();
      }
      long before = open.position();
      open.writeRowGroup(Arrays.asList(rowGroup.chunks()), rowGroup.rows());
      rows += rowGroup.rows();
      rowGroups++;
      progress.rowGroupWritten(rowGroup);
      countOutgrownDictionaries(rowGroup);
      progress.bytesWritten(open.position() - before);
      rollIfFull();
    } catch (IOException e) {
      throw failure("row group " + rowGroups, e);
    }
  }

  private void countOutgrownDictionaries(RowGroup rowGroup) {
    for (ColumnChunk chunk : rowGroup.chunks()) {
      if (chunk.hasOutgrownDictionary()) {
        progress.dictionaryOutgrown();
      }
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
    try {
      return open == null ? options.rowGroupSizeBytes() : open.nextRowGroupBytes();
    } catch (IOException e) {
      throw failure("row group " + rowGroups, e);
    }
  }

  /** Rows of the open file; 0 when none is open. */
  long rows() {
    return rows;
  }

  /** The open file as messages name it. */
  String place() {
    return path == null ? "the next file (not created yet)" : "file " + path;
  }

  /** Ends the last file. A writer that got no rows leaves one file with nothing but the schema. */
  void finish() {
    try {
      if (open == null && written.isEmpty()) {
        open();
      }
      if (open != null) {
        end(CloseReason.END);
      }
    } catch (IOException e) {
      throw failure("footer", e);
    }
  }

  /** Discards the open file. Finished files stay: they are the caller's. */
  void abort() {
    if (open != null) {
      ParquetFile file = open;
      open = null;
      file.abort();
    }
  }

  List<WrittenFile> written() {
    return written;
  }

  private void open() throws IOException {
    OutputFile output = outputs.get();
    path = output.getPath();
    open = ParquetFile.create(output, schema, keyValues, options, encryption);
    aligned = open.alignsRowGroups();
    progress.bytesWritten(open.position());
    rows = 0;
    rowGroups = 0;
  }

  private void rollIfFull() throws IOException {
    long maxRows = options.maxRecordsPerFile();
    if (maxRows > 0 && rows >= maxRows) {
      end(CloseReason.ROWS);
      return;
    }
    long target = options.targetFileSizeBytes();
    // The next row group is taken to be as large as the average: the nearer edge wins.
    if (target > 0 && open.position() + open.position() / (2L * rowGroups) >= target) {
      end(CloseReason.SIZE);
    }
  }

  private void end(CloseReason reason) throws IOException {
    long before = open.position();
    long bytes = open.finish();
    written.add(new WrittenFile(path, bytes, reason, open.footer()));
    progress.bytesWritten(bytes - before);
    open = null;
    path = null;
    rows = 0;
    rowGroups = 0;
    progress.fileWritten();
  }

  private WriteException failure(String what, IOException cause) {
    return new WriteException(
        "Cannot write " + what + " of " + place() + ": " + cause.getMessage(), cause);
  }
}
