package org.parquetext.spark.arrow;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.util.AutoCloseables;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** Some rows of a columnar batch: each of its columns is a batch of one column. */
final class VectorBatch implements ColumnBatch {

  private final int rows;
  private final List<ColumnBatch> columns;

  /** By leaf: the column that it belongs to, and its position among the leaves of that. */
  private final ColumnBatch[] columnOfLeaf;

  private final int[] leafOfColumn;

  private final HeldBytes held;
  private final long bytes;
  private final long contentBytes;
  private final boolean urgent;
  private boolean closed;

  /**
   * A batch of columns.
   *
   * @param columns closed with this
   * @param leaves how many each of them has
   * @param held what the batches hold that are not closed, with this one from now on
   */
  VectorBatch(int rows, List<ColumnBatch> columns, int[] leaves, HeldBytes held) {
    this.rows = rows;
    this.columns = columns;
    int count = Arrays.stream(leaves).sum();
    this.columnOfLeaf = new ColumnBatch[count];
    this.leafOfColumn = new int[count];
    int leaf = 0;
    for (int column = 0; column < leaves.length; column++) {
      for (int i = 0; i < leaves[column]; i++) {
        columnOfLeaf[leaf] = columns.get(column);
        leafOfColumn[leaf++] = i;
      }
    }
    this.held = held;
    this.bytes = columns.stream().mapToLong(ColumnBatch::bytes).sum();
    this.contentBytes = columns.stream().mapToLong(ColumnBatch::contentBytes).sum();
    held.add(bytes);
    this.urgent = held.areMany() || columns.stream().anyMatch(ColumnBatch::isUrgent);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public LeafColumn column(int index) {
    return columnOfLeaf[index].column(leafOfColumn[index]);
  }

  @Override
  public void release(int index) {
    columnOfLeaf[index].release(leafOfColumn[index]);
  }

  @Override
  public long columnBytes(int index) {
    return columnOfLeaf[index].columnBytes(leafOfColumn[index]);
  }

  @Override
  public boolean isUrgent() {
    return urgent;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    held.remove(bytes);
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(columns));
  }
}
