package org.parquetext.spark.write;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.parquetext.spark.arrow.PageMemory;
import org.parquetext.spark.arrow.RowColumns;
import org.parquetext.spark.arrow.RowPages;
import org.parquetext.spark.arrow.VariantShredder;
import org.parquetext.spark.conf.WriteColumns;

/**
 * How the rows of a task become the columns of files of one schema, for all directories whose files
 * have it: variants are shredded if the files have them so. On the task's thread.
 */
final class FileColumns implements AutoCloseable {

  private final MessageType messageType;
  private final VariantShredder shredder;
  private final RowColumns columns;

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
    this.columns = new RowColumns(inFiles.rows(), inFiles.dataOrdinals(), allocator, plan.rebase());
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

  /** Frees all vectors; only when the writers of all pages have ended. */
  @Override
  public void close() {
    columns.close();
  }
}
