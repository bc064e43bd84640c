package org.parquetext.spark.write;

import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.conf.ShreddingInference;
import org.parquetext.spark.conf.WriteColumns;

/**
 * Writes the rows of one directory: row pages and batches to the encoding pipeline. All calls on
 * the task's thread. Ended once, by {@link #finish} or, whatever came before, by {@link #abort}.
 *
 * <p>Where the shredding of variants is inferred, the first rows wait, outside the memory budget,
 * until it is. It then holds for all files of the directory, where the built-in writer infers anew
 * for each.
 */
final class DirectoryWriter {

  /** With fewer rows in a batch, what each column costs by itself outweighs what copying saves. */
  private static final int FEW_ROWS = 64;

  private final TaskScope scope;
  private final String directory;
  private final RowOrder order;
  private final ShreddingInference inference;
  private final boolean timed;
  private final BatchPieces pieces = new BatchPieces();
  private FirstRows firstRows;
  private FileColumns inferred;
  private FileColumns columns;
  private RowPages pages;
  private ArrowParquetWriter writer;

  /**
   * A writer without rows.
   *
   * @param directory below the table's path
   * @param order that the rows must come in, or null if in any
   */
  DirectoryWriter(TaskScope scope, String directory, RowOrder order) {
    TaskPlan plan = scope.plan();
    this.scope = scope;
    this.directory = directory;
    this.order = order;
    this.timed = plan.options().hasIntervals();
    this.inference = plan.shredding().inference(plan.columns()).orElse(null);
    if (inference == null) {
      open(scope.columns());
    } else {
      firstRows =
          new FirstRows(
              plan.columns(), plan.options().maxRecordsPerFile(), plan.options().maxOpenFiles());
    }
  }

  /**
   * Takes a row.
   *
   * @param number of the row among all rows of the task, for messages
   */
  void add(InternalRow row, long number) {
    if (order != null) {
      order.accept(row, directory);
    }
    if (firstRows == null) {
      write(row, number);
    } else {
      firstRows.add(row, number);
      if (firstRows.areEnough()) {
        infer();
      }
    }
  }

  /**
   * Takes rows of a batch, which stays the caller's. A few rows are gathered in pages.
   *
   * @param first number of the batch's first row among all rows of the task, for messages
   */
  void add(ColumnarBatch batch, BatchRows rows, long first) {
    for (int i = 0; order != null && i < rows.count(); i++) {
      order.accept(batch.getRow(rows.at(i)), directory);
    }
    pieces.forEach(rows, piece -> handOver(batch, piece, first));
  }

  private void handOver(ColumnarBatch batch, BatchRows rows, long first) {
    if (rows.count() < FEW_ROWS) {
      for (int i = 0; i < rows.count(); i++) {
        write(batch.getRow(rows.at(i)), first + rows.at(i));
      }
      return;
    }
    endFileIfDue();
    handOverAll();
    scope.handOver(batch, rows, first, columns, writer);
  }

  private void write(InternalRow row, long number) {
    endFileIfDue();
    pages.add(columns.inFile(row, number), number);
    while (pages.isFull()) {
      scope.handOver(pages, writer);
    }
  }

  private void endFileIfDue() {
    if (timed && writer.announceRow()) {
      handOverAll();
      writer.endFile();
    }
  }

  /** Infers from the rows that wait, and writes them. */
  private void infer() {
    WriteColumns plain = scope.plan().columns();
    FirstRows waiting = firstRows;
    firstRows = null;
    inferred = scope.columns(plain.withTypesOf(inference.infer(plain.rows(), waiting.rows())));
    open(inferred);
    for (int i = 0; i < waiting.rows().size(); i++) {
      write(waiting.rows().get(i), waiting.number(i));
    }
  }

  private void open(FileColumns ofFiles) {
    columns = ofFiles;
    pages = scope.pages(ofFiles);
    writer = scope.writer(directory, ofFiles, pages);
  }

  /** Writes what is left and closes the last file; without rows, a file with the schema only. */
  void finish() {
    finish(ArrowParquetWriter::close);
  }

  /** As {@link #finish}, but the last file may be closed while the task goes on. */
  void finishInBackground() {
    finish(ArrowParquetWriter::closeInBackground);
  }

  private void finish(Consumer<ArrowParquetWriter> close) {
    if (firstRows != null) {
      infer();
    }
    handOverAll();
    close.accept(writer);
    scope.ended(writer);
    writer = null;
    free();
  }

  private void handOverAll() {
    while (pages.rows() > 0) {
      scope.handOver(pages, writer);
    }
  }

  /** Gives up and frees everything. Idempotent; does nothing after {@link #finish}. */
  void abort() {
    try {
      if (writer != null) {
        writer.abort();
      }
    } finally {
      writer = null;
      free();
    }
  }

  /** The writer has ended before: its column tasks may read the pages. */
  private void free() {
    FileColumns own = inferred;
    inferred = null;
    try {
      if (pages != null) {
        pages.close();
      }
    } finally {
      if (own != null) {
        own.close();
      }
    }
  }

  /** Adds what was written so far, of a writer that is open. */
  void addTo(TaskTotals totals) {
    if (writer != null) {
      totals.addOpen(writer.progress());
    }
  }
}
