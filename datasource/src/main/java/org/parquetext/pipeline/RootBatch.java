package org.parquetext.pipeline;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The vectors of an Arrow root as they are; the root stays the caller's. */
final class RootBatch implements ColumnBatch {

  private final VectorSchemaRoot root;
  private final long bytes;

  RootBatch(VectorSchemaRoot root) {
    this.root = root;
    long sum = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      sum += vector.getBufferSize();
    }
    this.bytes = sum;
  }

  @Override
  public int rows() {
    return root.getRowCount();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public ValueVector column(int index) {
    return root.getVector(index);
  }

  @Override
  public void close() {
    // The caller owns the root and its vectors.
  }
}
