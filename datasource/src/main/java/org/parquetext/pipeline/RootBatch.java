package org.parquetext.pipeline;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
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
    if (vector instanceof BaseVariableWidthVector) {
      return variableWidthBytes(vector.getOffsetBuffer(), vector.getValueCount(), Integer.BYTES);
    }
    if (vector instanceof BaseLargeVariableWidthVector) {
      return variableWidthBytes(vector.getOffsetBuffer(), vector.getValueCount(), Long.BYTES);
    }
    return vector.getBufferSize();
  }

  private static long variableWidthBytes(ArrowBuf offsets, int rows, int offsetBytes) {
    if (rows == 0) {
      return 0;
    }
    long end = (long) rows * offsetBytes;
    long values =
        offsetBytes == Integer.BYTES
            ? offsets.getInt(end) - offsets.getInt(0)
            : offsets.getLong(end) - offsets.getLong(0);
    return values + end + offsetBytes + rows / Byte.SIZE;
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
