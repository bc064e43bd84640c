package org.parquetext.spark.write;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.parquetext.pipeline.ColumnBatch;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.arrow.VariantShredder;

/**
 * Rows on their way into files: variants are shredded if the files have them so, and row pages are
 * filled. The protocol is that of {@link RowPages}. All calls on the task's thread.
 */
final class FileRows implements AutoCloseable {

  private final MessageType messageType;
  private final VariantShredder shredder;
  private final RowPages pages;
  private long rowsAdded;

  /**
   * Rows for files.
   *
   * @param columns those of the plan, with the types that they have in the files
   * @param rowsBefore rows of the task that went into files before; messages count rows by task
   */
  FileRows(TaskPlan plan, WriteColumns columns, long rowsBefore, BufferAllocator allocator) {
    this.messageType = plan.fileSchema().with(columns.data()).messageType();
    this.shredder =
        columns.rows().equals(plan.columns().rows())
            ? null
            : new VariantShredder(plan.columns().rows(), columns.rows());
    this.pages = new RowPages(columns.rows(), columns.dataOrdinals(), allocator, plan.rebase());
    this.pages.countFrom(rowsBefore);
    this.rowsAdded = rowsBefore;
  }

  /** The schema in the footers. */
  MessageType messageType() {
    return messageType;
  }

  /** The schema of the batches' columns. */
  Schema arrowSchema() {
    return pages.arrowSchema();
  }

  void add(InternalRow row) {
    rowsAdded++;
    pages.add(shredder == null ? row : shredder.shred(row, rowsAdded));
  }

  boolean hasFullPage() {
    return pages.isFull();
  }

  boolean isEmpty() {
    return pages.rows() == 0;
  }

  ColumnBatch take() {
    return pages.take();
  }

  @Override
  public void close() {
    pages.close();
  }
}
