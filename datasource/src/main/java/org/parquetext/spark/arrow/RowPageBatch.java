package org.parquetext.spark.arrow;

import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** One page of rows as a batch of columns; gives the page back to its {@link RowPages}. */
final class RowPageBatch implements ColumnBatch {

  private final RowPages source;
  private final RowPage page;

  /** By leaf; each position belongs to the thread that makes the column. */
  private final ColumnTransposer[] borrowed;

  private boolean closed;

  RowPageBatch(RowPages source, RowPage page) {
    this.source = source;
    this.page = page;
    this.borrowed = new ColumnTransposer[source.columns().leaves()];
  }

  @Override
  public int rows() {
    return page.rows();
  }

  @Override
  public long bytes() {
    return page.heldBytes();
  }

  @Override
  public LeafColumn column(int index) {
    if (borrowed[index] == null) {
      borrowed[index] = source.columns().borrow(index);
    }
    return borrowed[index].transpose(page);
  }

  /** What the column of a large row took is freed: another one may wait for it. */
  @Override
  public void release(int index) {
    ColumnTransposer transposer = borrowed[index];
    if (transposer == null) {
      return;
    }
    borrowed[index] = null;
    try {
      if (page.isOversize()) {
        transposer.close();
      }
    } finally {
      source.columns().giveBack(index, transposer);
    }
  }

  /**
   * Those of the lists of one row that has a page of its own: as if all of it were in this column,
   * and as Arrow allocates, by powers of two. Without lists one row has one value, and the bytes of
   * a string stay in the page.
   */
  @Override
  public long columnBytes(int index) {
    return page.isOversize() && source.columns().hasLists(index)
        ? 2L * Integer.highestOneBit(page.maxBytes())
        : 0;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (int leaf = 0; leaf < borrowed.length; leaf++) {
      release(leaf);
    }
    source.giveBack(page);
  }
}
