package org.parquetext.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.NonNullableStructVector;
import org.apache.arrow.vector.complex.StructVector;

/** The leaves of vectors, depth first; leaves of the same vector share the nodes above them. */
public final class LeafColumns {

  private static final OuterNode[] NONE = {};

  private final List<LeafColumn> columns = new ArrayList<>();

  private LeafColumns() {}

  /** The leaves of some vectors, which stay the caller's. */
  public static LeafColumn[] of(List<FieldVector> vectors) {
    LeafColumns leaves = new LeafColumns();
    for (FieldVector vector : vectors) {
      leaves.add(vector, NONE);
    }
    return leaves.columns.toArray(LeafColumn[]::new);
  }

  private void add(FieldVector vector, OuterNode[] outer) {
    OuterNode node = node(vector);
    if (node == null) {
      columns.add(outer.length == 0 ? LeafColumn.flat(vector) : LeafColumn.nested(outer, vector));
      return;
    }
    OuterNode[] nodes = Arrays.copyOf(outer, outer.length + 1);
    nodes[outer.length] = node;
    for (FieldVector child : vector.getChildrenFromFields()) {
      add(child, nodes);
    }
  }

  /** The node of a vector with children; null for a leaf. A map vector is a list vector. */
  private static OuterNode node(FieldVector vector) {
    if (vector instanceof StructVector) {
      return new StructNode(vector.getValidityBuffer());
    }
    if (vector instanceof NonNullableStructVector) {
      return new StructNode(vector.getAllocator().getEmpty());
    }
    if (vector instanceof ListVector) {
      return ListNode.of(vector.getValidityBuffer(), vector.getOffsetBuffer());
    }
    if (vector instanceof LargeListVector) {
      return ListNode.large(vector.getValidityBuffer(), vector.getOffsetBuffer());
    }
    if (vector instanceof FixedSizeListVector) {
      return ListNode.fixed(
          vector.getValidityBuffer(), ((FixedSizeListVector) vector).getListSize());
    }
    if (vector instanceof ListViewVector) {
      return ListNode.view(
          vector.getValidityBuffer(),
          vector.getOffsetBuffer(),
          ((ListViewVector) vector).getSizeBuffer());
    }
    if (vector instanceof LargeListViewVector) {
      return ListNode.largeView(
          vector.getValidityBuffer(),
          vector.getOffsetBuffer(),
          ((LargeListViewVector) vector).getSizeBuffer());
    }
    return null;
  }
}
