package org.parquetext.pipeline;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.parquetext.level.LeafColumn;

/** The vectors of an Arrow root as they are; the root stays the caller's. */
final class RootBatch implements ColumnBatch {

  private final VectorSchemaRoot root;
  private final long bytes;

  RootBatch(VectorSchemaRoot root) {
    this.root = root;
    long sum = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      sum += bytes(vector, root.getRowCount());
    }
    this.bytes = sum;
  }

  /** Arrow's own size is an int, which overflows where a vector holds more than 2 GiB. */
  private static long bytes(FieldVector vector, int rows) {
    if (vector instanceof BaseFixedWidthVector) {
      return (long) rows * ((BaseFixedWidthVector) vector).getTypeWidth() + rows / Byte.SIZE;
    }
    if (vector instanceof BaseVariableWidthViewVector) {
      long sum = (long) rows * BaseVariableWidthViewVector.ELEMENT_SIZE + rows / Byte.SIZE;
      for (ArrowBuf data : ((BaseVariableWidthViewVector) vector).getDataBuffers()) {
        sum += data.capacity();
      }
      return sum;
    }
    return vector.getBufferSize();
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
  public LeafColumn column(int index) {
    return LeafColumn.flat(root.getVector(index));
  }

  @Override
  public void close() {
    // The caller owns the root and its vectors.
  }
}
