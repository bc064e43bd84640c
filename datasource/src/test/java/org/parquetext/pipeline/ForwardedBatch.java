package org.parquetext.pipeline;

import org.parquetext.level.LeafColumn;

/** A batch that is another one, for tests that look at how it is used. */
abstract class ForwardedBatch implements ColumnBatch {

  private final ColumnBatch batch;

  ForwardedBatch(ColumnBatch batch) {
    this.batch = batch;
  }

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public long bytes() {
    return batch.bytes();
  }

  @Override
  public LeafColumn column(int index) {
    return batch.column(index);
  }

  @Override
  public void close() {
    batch.close();
  }
}
