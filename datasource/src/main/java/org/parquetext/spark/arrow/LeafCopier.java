package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.OuterNode;

/**
 * A node without children: its values go into an Arrow vector of its own, or, where they repeat,
 * into a dictionary of its own.
 */
class LeafCopier extends NodeCopier {

  private final FieldVector values;
  private final ValueCopy copy;
  private final EncodedCopy encoded;
  private boolean copiedEncoded;

  /**
   * A copier of values.
   *
   * @param values closed with this
   * @param encoded closed with this; null where values are never in a dictionary
   */
  LeafCopier(PathNode path, FieldVector values, ValueCopy copy, EncodedCopy encoded) {
    super(path);
    this.values = values;
    this.copy = copy;
    this.encoded = encoded;
  }

  @Override
  final void copy(ColumnVector vector, List<OuterNode> outer, List<LeafColumn> leaves) {
    Cells cells = cells();
    copiedEncoded = encoded != null && !cells.hasNothing() && encoded.copy(vector, cells);
    if (copiedEncoded) {
      leaves.add(leaf(outer, encoded.indices()).encodedInOrderOfUse(encoded.entries()));
      return;
    }
    checkBytes(cells.count());
    reserve(values, cells.count());
    if (cells.hasNothing()) {
      BytesCopy.clear(values, cells.count());
    } else {
      copy.copy(vector, cells, values);
    }
    finish(values, cells);
    leaves.add(leaf(outer, values));
  }

  /**
   * Items of lists may be many more than rows; bytes of variable width are counted as they come.
   */
  private void checkBytes(int positions) {
    if (values instanceof BaseFixedWidthVector fixed
        && (long) positions * fixed.getTypeWidth() > OversizedBatchException.MAX_COLUMN_BYTES) {
      throw OversizedBatchException.ofColumn(path().toString(), positions);
    }
  }

  private static LeafColumn leaf(List<OuterNode> outer, FieldVector vector) {
    return outer.isEmpty()
        ? LeafColumn.flat(vector)
        : LeafColumn.nested(outer.toArray(OuterNode[]::new), vector);
  }

  /** Makes room for so many positions; few of them do not keep what many needed. */
  static void reserve(FieldVector vector, int positions) {
    int capacity = vector.getValueCapacity();
    if (positions > capacity
        || capacity == 0
        || capacity > 2 * Slots.RETAINED && positions <= Slots.RETAINED) {
      vector.setInitialCapacity(capacityFor(positions));
      vector.allocateNew();
    }
  }

  /** Positions to allocate for: whole words of the bitmaps. */
  static int capacityFor(int positions) {
    return Long.SIZE * Math.max(1, ValidityBitmap.words(positions));
  }

  /** Says which positions are null, and how many there are. */
  static void finish(FieldVector vector, Cells cells) {
    if (cells.hasNull()) {
      ValidityBitmap.copy(cells.present(), cells.count(), vector.getValidityBufferAddress());
    } else {
      ValidityBitmap.fill(vector.getValidityBufferAddress(), cells.count());
    }
    vector.setValueCount(cells.count());
  }

  @Override
  long heldBytes() {
    return heldBytes(values) + (encoded == null ? 0 : encoded.heldBytes());
  }

  @Override
  long contentBytes() {
    return copiedEncoded ? encoded.contentBytes() : values.getBufferSize();
  }

  static long heldBytes(FieldVector vector) {
    long offsets =
        vector instanceof BaseVariableWidthVector ? vector.getOffsetBuffer().capacity() : 0;
    return vector.getValidityBuffer().capacity() + vector.getDataBuffer().capacity() + offsets;
  }

  @Override
  public void close() {
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(values, encoded));
  }
}
