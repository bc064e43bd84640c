package org.parquetext.spark.arrow;

import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** One page of rows as a batch of columns; gives the page back to its {@link RowPages}. */
final class RowPageBatch implements ColumnBatch {

  private final RowPages source;
  private final RowPage page;
  private boolean closed;

  RowPageBatch(RowPages source, RowPage page) {
    this.source = source;
    this.page = page;
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
    return source.transposer(index).transpose(page);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      source.giveBack(page);
    }
  }
}
