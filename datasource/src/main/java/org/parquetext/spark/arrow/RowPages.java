package org.parquetext.spark.arrow;

import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;

/**
 * Turns rows of one task into {@link ColumnBatch}es of at most 1,024 rows and 256 KiB of row bytes,
 * more where rows have many columns, less where many share a {@link PageMemory}; a row that is
 * larger by itself is a batch of its own.
 *
 * <p>The task thread does no more than copy each row into a page. The columns of a page are made
 * where {@link ColumnBatch#column} is called.
 *
 * <p>Protocol: after every {@link #add}, {@link #take} when {@link #isFull}; at the end, when
 * {@link #rows} is not 0. All methods and the closing of the batches belong to one thread.
 */
public final class RowPages implements AutoCloseable {

  private final RowColumns columns;
  private final PageMemory pages;
  private final AutoCloseable owned;
  private final UnsafeRowConverter converter;
  private final int fields;
  private RowPage open;
  private RowPage full;
  private long lastRowNumber;
  private boolean closed;

  /** Pages of rows whose columns and memory others may use too. */
  public RowPages(RowColumns columns, PageMemory pages) {
    this(columns, pages, () -> {});
  }

  /** All columns of {@code schema} are written, dates and timestamps as they are. */
  public RowPages(StructType schema, BufferAllocator allocator) {
    this(schema, IntStream.range(0, schema.size()).toArray(), allocator, Rebase.NONE);
  }

  /** Columns and memory of its own, {@link RowColumns} as these say. */
  public RowPages(
      StructType rowSchema, int[] ordinalsToWrite, BufferAllocator allocator, Rebase rebase) {
    this(new RowColumns(rowSchema, ordinalsToWrite, allocator, rebase));
  }

  private RowPages(RowColumns columns) {
    this(columns, new PageMemory(columns.fields(), 0), columns);
  }

  private RowPages(RowColumns columns, PageMemory pages, AutoCloseable owned) {
    this.columns = columns;
    this.pages = pages;
    this.owned = owned;
    this.converter = columns.converter();
    this.fields = columns.fields();
    pages.open();
  }

  /** The schema of the batches' columns. */
  public Schema arrowSchema() {
    return columns.arrowSchema();
  }

  /** Adds the row whose number is next to that of the last one, the first being 1. */
  public void add(InternalRow row) {
    add(row, lastRowNumber + 1);
  }

  /**
   * Copies a row. An {@code UnsafeRow} is copied as it is; any other is converted first.
   *
   * @param rowNumber its number among all rows of the task, for messages
   * @throws WriteException when a decimal does not fit the type of its column or the row is too
   *     large for an array; the rows before it stay
   * @throws IllegalStateException when a full page waits to be taken and the row would fill another
   */
  public void add(InternalRow row, long rowNumber) {
    UnsafeRow unsafe =
        row instanceof UnsafeRow given ? checked(given) : converter.convert(row, rowNumber);
    int length = unsafe.getSizeInBytes();
    if (open == null || !open.fits(length)) {
      startPage(length, rowNumber);
    }
    open.append(unsafe.getBaseObject(), unsafe.getBaseOffset(), length, rowNumber);
    lastRowNumber = rowNumber;
  }

  private UnsafeRow checked(UnsafeRow row) {
    if (row.numFields() != fields) {
      throw new IllegalArgumentException(
          "Cannot write a row of "
              + row.numFields()
              + " fields: the schema has "
              + fields
              + " columns; rows and schema must agree");
    }
    return row;
  }

  private void startPage(int length, long rowNumber) {
    if (length > RowPage.MAX_ROW_BYTES) {
      throw new WriteException(
          "Cannot write row "
              + rowNumber
              + ": it takes "
              + length
              + " bytes, more than the "
              + RowPage.MAX_ROW_BYTES
              + " that an array can hold; split its strings (rows count from 1 in each task)");
    }
    if (full != null) {
      throw new IllegalStateException("A full page waits: take it before adding rows");
    }
    RowPage next = pages.take(length);
    full = open;
    open = next;
  }

  /** Whether a page is complete, which then is to be taken before the next row. */
  public boolean isFull() {
    return full != null || (open != null && open.isFull());
  }

  /** Rows added and not yet taken. */
  public int rows() {
    return (full == null ? 0 : full.rows()) + (open == null ? 0 : open.rows());
  }

  /**
   * Hands the oldest page over. The batch holds its memory until it is closed.
   *
   * @throws IllegalStateException when there are no rows
   */
  public ColumnBatch take() {
    RowPage page = full;
    if (full != null) {
      full = null;
    } else {
      page = open;
      open = null;
    }
    if (page == null) {
      throw new IllegalStateException("There are no rows to take");
    }
    return new RowPageBatch(this, page);
  }

  /** How columns are made. */
  RowColumns columns() {
    return columns;
  }

  /** Takes a page back when its batch is closed, to be filled again. */
  void giveBack(RowPage page) {
    if (!closed) {
      pages.giveBack(page);
    }
  }

  /**
   * Frees what belongs to these pages. To be called when no column is being produced any more:
   * after the writer of the batches has been closed or aborted. Idempotent.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    open = null;
    full = null;
    pages.close();
    AutoCloseables.closeNoChecked(owned);
  }
}
