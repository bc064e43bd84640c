package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;

/**
 * Turns the rows of one task into {@link ColumnBatch}es of at most 1,024 rows and 256 KiB of row
 * bytes, more where rows have many columns; a row that is larger by itself is a batch of its own.
 *
 * <p>The task thread does no more than copy each row into a page. The columns of a page are made
 * where {@link ColumnBatch#column} is called: each leaf column has one vector, allocated at its
 * first page and used again for the next.
 *
 * <p>Protocol: after every {@link #add}, {@link #take} when {@link #isFull}; at the end, when
 * {@link #rows} is not 0. All methods and the closing of the batches belong to one thread.
 */
public final class RowPages implements AutoCloseable {

  /** Bounds what stays in memory after many batches were under way at once. */
  private static final int MAX_SPARE_BYTES = 8 << 20;

  private final RowLayout layout;
  private final int pageBytes;
  private final UnsafeRowConverter converter;
  private final Schema arrowSchema;
  private final List<ColumnTransposer> leaves = new ArrayList<>();
  private final List<RowPage> sparePages = new ArrayList<>();
  private RowPage open;
  private RowPage full;
  private long rowsAdded;
  private boolean closed;

  /** All columns of {@code schema} are written, dates and timestamps as they are. */
  public RowPages(StructType schema, BufferAllocator allocator) {
    this(schema, IntStream.range(0, schema.size()).toArray(), allocator, Rebase.NONE);
  }

  /**
   * The rows have {@code rowSchema}; only the columns at {@code ordinalsToWrite} are written, in
   * that order.
   *
   * @throws IllegalArgumentException when the type of a column to write is not supported
   */
  public RowPages(
      StructType rowSchema, int[] ordinalsToWrite, BufferAllocator allocator, Rebase rebase) {
    this.layout = new RowLayout(rowSchema.size());
    this.pageBytes = RowPage.standardBytes(layout);
    this.converter = new UnsafeRowConverter(rowSchema);
    this.arrowSchema =
        SparkArrowSchema.of(
            new StructType(
                IntStream.of(ordinalsToWrite)
                    .mapToObj(ordinal -> rowSchema.fields()[ordinal])
                    .toArray(StructField[]::new)));
    List<Field> fields = arrowSchema.getFields();
    for (int column = 0; column < ordinalsToWrite.length; column++) {
      int ordinal = ordinalsToWrite[column];
      leaves.addAll(
          ColumnTransposers.of(
              rowSchema.fields()[ordinal], fields.get(column), layout, ordinal, allocator, rebase));
    }
  }

  /** Rows of the task that came before, elsewhere: messages count on from there. */
  public void countFrom(long rowsBefore) {
    rowsAdded = rowsBefore;
  }

  /** The schema of the batches' columns. */
  public Schema arrowSchema() {
    return arrowSchema;
  }

  /**
   * Copies a row. An {@code UnsafeRow} is copied as it is; any other is converted first.
   *
   * @throws WriteException when a decimal does not fit the type of its column or the row is too
   *     large for an array; the rows before it stay
   * @throws IllegalStateException when a full page waits to be taken and the row would fill another
   */
  public void add(InternalRow row) {
    UnsafeRow unsafe =
        row instanceof UnsafeRow given ? checked(given) : converter.convert(row, rowsAdded + 1);
    int length = unsafe.getSizeInBytes();
    if (open == null || !open.fits(length)) {
      startPage(length);
    }
    open.append(unsafe.getBaseObject(), unsafe.getBaseOffset(), length);
    rowsAdded++;
  }

  private UnsafeRow checked(UnsafeRow row) {
    if (row.numFields() != layout.fields()) {
      throw new IllegalArgumentException(
          "Cannot write a row of "
              + row.numFields()
              + " fields: the schema has "
              + layout.fields()
              + " columns; rows and schema must agree");
    }
    return row;
  }

  private void startPage(int length) {
    if (length > RowPage.MAX_ROW_BYTES) {
      throw new WriteException(
          "Cannot write row "
              + (rowsAdded + 1)
              + ": it takes "
              + length
              + " bytes, more than the "
              + RowPage.MAX_ROW_BYTES
              + " that an array can hold; split its strings (rows count from 1 in each task)");
    }
    if (full != null) {
      throw new IllegalStateException("A full page waits: take it before adding rows");
    }
    RowPage next = length <= pageBytes ? standardPage() : RowPage.oversize(layout, length);
    next.restart(rowsAdded + 1);
    full = open;
    open = next;
  }

  private RowPage standardPage() {
    return sparePages.isEmpty()
        ? RowPage.standard(layout)
        : sparePages.remove(sparePages.size() - 1);
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

  /** The producer of one leaf column, confined to one thread at a time. */
  ColumnTransposer transposer(int leaf) {
    return leaves.get(leaf);
  }

  /** Takes a page back when its batch is closed, to be filled again. */
  void giveBack(RowPage page) {
    if (!closed && page.isStandard() && sparePages.size() < MAX_SPARE_BYTES / pageBytes) {
      sparePages.add(page);
    }
  }

  /**
   * Frees all vectors and pages. To be called when no column is being produced any more: after the
   * writer of the batches has been closed or aborted.
   */
  @Override
  public void close() {
    closed = true;
    open = null;
    full = null;
    sparePages.clear();
    leaves.forEach(ColumnTransposer::close);
  }
}
