package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatchRow;
import org.parquetext.pipeline.ColumnBatch;

/**
 * One column of columnar batches by way of rows that Spark makes of it: for vectors whose values
 * only Spark's own getters know how to read, such as arrays of other vectors than its own. Belongs
 * to the task's thread.
 */
final class ColumnByRows implements AutoCloseable {

  private static final RowLayout LAYOUT = new RowLayout(1);

  private final StructField column;
  private final RowColumns columns;
  private final RowPages pages;

  ColumnByRows(StructField column, BufferAllocator allocator, Rebase rebase) {
    this.column = column;
    StructType schema = new StructType(new StructField[] {column});
    this.columns = new RowColumns(schema, new int[] {0}, allocator, rebase);
    this.pages = new RowPages(columns, new PageMemory(1, 0));
  }

  /** As {@link BatchColumn#of}. */
  ColumnBatch of(ColumnVector vector, BatchRows rows, long firstRowNumber) {
    ColumnarBatchRow row = new ColumnarBatchRow(new ColumnVector[] {vector});
    List<UnsafeRow> copies = new ArrayList<>(rows.count());
    long bytes = 0;
    for (int i = 0; i < rows.count(); i++) {
      row.rowId = rows.at(i);
      UnsafeRow copy = columns.converter().convert(row, firstRowNumber + row.rowId).copy();
      copies.add(copy);
      bytes += copy.getSizeInBytes();
      if (bytes > OversizedBatchException.MAX_COLUMN_BYTES) {
        throw OversizedBatchException.ofColumn(
            ColumnPath.of(column.name()).toString(), rows.count());
      }
    }
    RowPage page = RowPage.of(LAYOUT, (int) bytes, rows.count());
    for (int i = 0; i < copies.size(); i++) {
      UnsafeRow copy = copies.get(i);
      long number = firstRowNumber + rows.at(i);
      page.append(copy.getBaseObject(), copy.getBaseOffset(), copy.getSizeInBytes(), number);
    }
    return new RowPageBatch(pages, page);
  }

  /** Frees all vectors; only when no column is in the making. */
  @Override
  public void close() {
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(pages, columns));
  }
}
