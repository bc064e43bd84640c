package org.parquetext.spark.arrow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.pipeline.ColumnBatch;

/**
 * One column of columnar batches, and how it comes out of them: an Arrow vector as it is, other
 * vectors copied, and by way of rows what only Spark's own getters can read. Belongs to the task's
 * thread; {@link #close} only when no batch is being encoded.
 */
final class BatchColumn implements AutoCloseable {

  private final StructField column;
  private final BufferAllocator allocator;
  private final Rebase rebase;
  private final VectorKinds kinds;
  private final SpareMemory memory;
  private final NodeCopiers copiers;
  private final Deque<NodeCopier> spares = new ArrayDeque<>();
  private ColumnByRows byRows;
  private boolean closed;

  /**
   * One column.
   *
   * @param field what {@link SparkArrowSchema} makes of {@code column}
   * @param memory bounds what this and other columns keep for the next batch
   * @param places of this and other columns
   */
  BatchColumn(
      StructField column,
      Field field,
      BufferAllocator allocator,
      Rebase rebase,
      SpareMemory memory,
      DictionaryPlaces places) {
    this.column = column;
    this.allocator = allocator;
    this.rebase = rebase;
    this.kinds = new VectorKinds(column.dataType(), field, rebase);
    this.memory = memory;
    this.copiers = new NodeCopiers(column, field, allocator, rebase, places);
  }

  /**
   * This column of some rows.
   *
   * @param firstRowNumber the number of the batch's first row among all rows of the task
   * @throws org.parquetext.WriteException when something is null that must not be, or a value
   *     cannot be written
   * @throws OversizedBatchException when the rows have too many bytes in it
   */
  ColumnBatch of(ColumnVector vector, BatchRows rows, long firstRowNumber) {
    if (rows.isRange() && rows.from() == 0 && kinds.isHandedOver(vector)) {
      FieldVector values = (FieldVector) ((ArrowColumnVector) vector).getValueVector();
      return ColumnBatch.borrowed(
          new VectorSchemaRoot(List.of(values.getField()), List.of(values), rows.count()));
    }
    return kinds.isCopied(vector)
        ? copied(vector, rows, firstRowNumber)
        : byRows().of(vector, rows, firstRowNumber);
  }

  private ColumnBatch copied(ColumnVector vector, BatchRows rows, long firstRowNumber) {
    CopiedColumn copied = new CopiedColumn(this, copier(), rows.count());
    try {
      copied.copy(vector, rows, firstRowNumber);
      return copied;
    } catch (Throwable e) {
      copied.close();
      throw e;
    }
  }

  private NodeCopier copier() {
    NodeCopier spare = spares.pollLast();
    if (spare == null) {
      return copiers.copier();
    }
    memory.leave(spare.heldBytes());
    return spare;
  }

  /** Takes the copier of a column back that is encoded. */
  void giveBack(NodeCopier copier) {
    if (!closed && memory.admits(copier.heldBytes())) {
      spares.addLast(copier);
    } else {
      copier.close();
    }
  }

  private ColumnByRows byRows() {
    if (byRows == null) {
      byRows = new ColumnByRows(column, allocator, rebase);
    }
    return byRows;
  }

  @Override
  public void close() {
    closed = true;
    AutoCloseables.closeNoChecked(
        () -> {
          AutoCloseables.close(spares);
          AutoCloseables.close(byRows);
        });
    spares.clear();
  }
}
