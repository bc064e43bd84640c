package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.pipeline.ColumnBatch;

/**
 * Turns Spark's {@link ColumnarBatch}es into {@link ColumnBatch}es, without rows in between. The
 * files that come of it are those that the rows of the batches would make, in which variants are
 * not shredded. Internal.
 *
 * <p><b>Whose the vectors are.</b> They stay the reader's, which fills them anew as soon as it is
 * asked for its next batch. What {@link #batch} returns holds copies of its own and may be encoded
 * while the reader goes on: copying a block costs little beside encoding its values, and reading
 * then overlaps encoding. Arrow vectors are the exception: they are handed over without a copy, and
 * the batch then is {@linkplain ColumnBatch#isUrgent urgent}: the writer encodes it before its
 * {@code write} returns, as it does where many copies wait. So the reader may go on once {@code
 * write} has returned, or free the batch, and the caller need not know which it was. Nothing here
 * ever closes a vector.
 *
 * <p>One for all directories of a task whose files have the same columns. All methods and the
 * closing of the batches belong to the task's thread.
 */
public final class ColumnarBatches implements AutoCloseable {

  /** What batches leave behind for the next ones; more is given back. */
  private static final long MAX_SPARE_BYTES = 32L << 20;

  /** With so much in batches that wait, the next one is encoded at once. */
  private static final long MANY_BYTES = 32L << 20;

  private final int fields;
  private final int[] ordinals;
  private final Schema arrowSchema;
  private final List<BatchColumn> columns = new ArrayList<>();
  private final int[] leaves;
  private final HeldBytes held = new HeldBytes(MANY_BYTES);

  /**
   * The batches have {@code schema}; only the columns at {@code ordinalsToWrite} are written, in
   * that order. Allocates nothing before the first batch.
   *
   * @param rebase how old dates and timestamps are written
   * @throws IllegalArgumentException when the type of a column to write is not supported
   */
  public ColumnarBatches(
      StructType schema, int[] ordinalsToWrite, BufferAllocator allocator, Rebase rebase) {
    this.fields = schema.size();
    this.ordinals = ordinalsToWrite.clone();
    StructField[] written =
        IntStream.of(ordinals)
            .mapToObj(ordinal -> schema.fields()[ordinal])
            .toArray(StructField[]::new);
    this.arrowSchema = SparkArrowSchema.of(new StructType(written));
    SpareMemory memory = new SpareMemory(MAX_SPARE_BYTES);
    DictionaryPlaces places = new DictionaryPlaces();
    List<Field> arrowFields = arrowSchema.getFields();
    for (int i = 0; i < written.length; i++) {
      columns.add(
          new BatchColumn(written[i], arrowFields.get(i), allocator, rebase, memory, places));
    }
    this.leaves = arrowFields.stream().mapToInt(ColumnarBatches::leaves).toArray();
  }

  private static int leaves(Field field) {
    return field.getChildren().isEmpty()
        ? 1
        : field.getChildren().stream().mapToInt(ColumnarBatches::leaves).sum();
  }

  /** The schema of the batches' columns. */
  public Schema arrowSchema() {
    return arrowSchema;
  }

  /**
   * All rows of a batch.
   *
   * @param firstRowNumber the number of its first row among all rows of the task, for messages; the
   *     first one is 1
   * @throws org.parquetext.WriteException when something is null that must not be, or a value
   *     cannot be written
   * @throws OversizedBatchException when the rows have too many bytes to be copied at once
   */
  public ColumnBatch batch(ColumnarBatch batch, long firstRowNumber) {
    return batch(batch, BatchRows.range(0, batch.numRows()), firstRowNumber);
  }

  /**
   * Some rows of a batch, in the order given.
   *
   * @param firstRowNumber the number of the batch's first row, whether it is among {@code rows} or
   *     not
   * @throws OversizedBatchException when the rows have too many bytes to be copied at once
   */
  public ColumnBatch batch(ColumnarBatch batch, BatchRows rows, long firstRowNumber) {
    if (batch.numCols() != fields) {
      throw new IllegalArgumentException(
          "Cannot write a batch of "
              + batch.numCols()
              + " columns: the schema has "
              + fields
              + "; batches and schema must agree");
    }
    List<ColumnBatch> made = new ArrayList<>(columns.size());
    long copied = 0;
    try {
      for (int i = 0; i < ordinals.length; i++) {
        ColumnBatch column = columns.get(i).of(batch.column(ordinals[i]), rows, firstRowNumber);
        made.add(column);
        copied += column.isUrgent() ? 0 : column.contentBytes();
        OversizedBatchException.check(copied, rows.count());
      }
      return new VectorBatch(rows.count(), made, leaves, held);
    } catch (Throwable e) {
      made.forEach(ColumnBatch::close);
      throw e;
    }
  }

  /**
   * Frees what belongs to this. To be called when no column is being encoded any more: after the
   * writers of the batches have been closed or aborted. Idempotent.
   */
  @Override
  public void close() {
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(columns));
  }
}
