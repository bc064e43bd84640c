package org.parquetext.pipeline;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.LeafColumns;

/**
 * The vectors of an Arrow root as they are; the root stays the caller's. What is encoded with a
 * dictionary that columns cannot be encoded from is decoded first.
 */
final class RootBatch implements ColumnBatch {

  private final int rows;
  private final LeafColumns columns;
  private final boolean borrowed;
  private final long bytes;

  /** The root is kept as it is until this batch is closed. */
  RootBatch(VectorSchemaRoot root) {
    this(root, LeafColumns.of(root.getFieldVectors()), false);
  }

  private RootBatch(VectorSchemaRoot root, LeafColumns columns, boolean borrowed) {
    this.rows = root.getRowCount();
    this.columns = columns;
    this.borrowed = borrowed;
    long sum = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      sum += bytes(vector, rows);
    }
    for (FieldVector vector : columns.decoded()) {
      sum += bytes(vector, vector.getValueCount());
    }
    this.bytes = sum;
  }

  /** The root is the caller's again as soon as the call that writes this batch returns. */
  static RootBatch borrowed(VectorSchemaRoot root, DictionaryProvider dictionaries) {
    return new RootBatch(root, LeafColumns.of(root.getFieldVectors(), dictionaries), true);
  }

  /** Arrow's own size is an int, which overflows where a vector holds more than 2 GiB. */
  private static long bytes(FieldVector vector, int positions) {
    long validity = positions / Byte.SIZE;
    if (vector instanceof BaseFixedWidthVector) {
      return validity + (long) positions * ((BaseFixedWidthVector) vector).getTypeWidth();
    }
    if (vector instanceof BaseVariableWidthViewVector) {
      long sum = validity + (long) positions * BaseVariableWidthViewVector.ELEMENT_SIZE;
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
    if (vector.getChildrenFromFields().isEmpty()) {
      return vector.getBufferSize();
    }
    long sum = validity + (long) positions * rangeBytes(vector);
    for (FieldVector child : vector.getChildrenFromFields()) {
      sum += bytes(child, child.getValueCount());
    }
    return sum;
  }

  /** Bytes that say where the items of one list are. */
  private static int rangeBytes(FieldVector vector) {
    if (vector instanceof ListVector) {
      return Integer.BYTES;
    }
    if (vector instanceof LargeListVector || vector instanceof ListViewVector) {
      return Long.BYTES;
    }
    return vector instanceof LargeListViewVector ? 2 * Long.BYTES : 0;
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
    return rows;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public LeafColumn column(int index) {
    return columns.column(index);
  }

  @Override
  public boolean isUrgent() {
    return borrowed;
  }

  /** The caller owns the root and its vectors. */
  @Override
  public void close() {
    columns.close();
  }
}
