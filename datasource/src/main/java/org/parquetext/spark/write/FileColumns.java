package org.parquetext.spark.write;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.pipeline.ColumnBatch;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.ColumnarBatches;
import org.parquetext.spark.arrow.PageMemory;
import org.parquetext.spark.arrow.Rebase;
import org.parquetext.spark.arrow.RowColumns;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.arrow.VariantShredder;
import org.parquetext.spark.conf.WriteColumns;

/**
 * How the rows and batches of a task become the columns of files of one schema, for all directories
 * whose files have it: variants are shredded if the files have them so. On the task's thread.
 */
final class FileColumns implements AutoCloseable {

  private final MessageType messageType;
  private final VariantShredder shredder;
  private final RowColumns columns;
  private final WriteColumns inFiles;
  private final BufferAllocator allocator;
  private final Rebase rebase;

  /** Null until a batch comes. */
  private ColumnarBatches batches;

  /**
   * Columns of files.
   *
   * @param inFiles the columns of the plan, with the types that they have in the files
   */
  FileColumns(TaskPlan plan, WriteColumns inFiles, BufferAllocator allocator) {
    this.messageType = plan.fileSchema().with(inFiles.data()).messageType();
    this.shredder =
        inFiles.rows().equals(plan.columns().rows())
            ? null
            : new VariantShredder(plan.columns().rows(), inFiles.rows());
    this.inFiles = inFiles;
    this.allocator = allocator;
    this.rebase = plan.rebase();
    this.columns = new RowColumns(inFiles.inFiles(), inFiles.dataOrdinals(), allocator, rebase);
  }

  /** The schema in the footers. */
  MessageType messageType() {
    return messageType;
  }

  /** Pages for rows as {@link #inFile} returns them. */
  RowPages pages(PageMemory memory) {
    return new RowPages(columns, memory);
  }

  /**
   * The row as the files have it; valid until the next call.
   *
   * @param rowNumber its number among all rows of the task, for messages
   */
  InternalRow inFile(InternalRow row, long rowNumber) {
    return shredder == null ? row : shredder.shred(row, rowNumber);
  }

  /**
   * Rows of a batch as the files have them; only where no variant is shredded.
   *
   * @param first number of the batch's first row among all rows of the task, for messages
   */
  ColumnBatch batch(ColumnarBatch batch, BatchRows rows, long first) {
    if (shredder != null) {
      throw new IllegalStateException("Cannot write a batch: variants are shredded row by row");
    }
    if (batches == null) {
      batches = new ColumnarBatches(inFiles.inFiles(), inFiles.dataOrdinals(), allocator, rebase);
    }
    return batches.batch(batch, rows, first);
  }

  /** Frees all vectors; only when the writers of all pages and batches have ended. */
  @Override
  public void close() {
    try {
      columns.close();
    } finally {
      if (batches != null) {
        batches.close();
      }
    }
  }
}
