package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** One column of some rows, copied out of the batch that the reader will use again. */
final class CopiedColumn implements ColumnBatch {

  private final BatchColumn column;
  private final NodeCopier copier;
  private final List<LeafColumn> leaves = new ArrayList<>();
  private final int rows;
  private boolean closed;

  /** {@code copier} is given back to {@code column} when this is closed. */
  CopiedColumn(BatchColumn column, NodeCopier copier, int rows) {
    this.column = column;
    this.copier = copier;
    this.rows = rows;
  }

  void copy(ColumnVector vector, BatchRows from, long firstRowNumber) {
    copier.cells().pointToRows(from, firstRowNumber);
    copier.enter(vector, new ArrayList<>(), leaves);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long bytes() {
    return copier.heldBytes();
  }

  @Override
  public long contentBytes() {
    return copier.contentBytes();
  }

  @Override
  public LeafColumn column(int index) {
    return leaves.get(index);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      column.giveBack(copier);
    }
  }
}
