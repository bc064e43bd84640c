package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ListNode;
import org.parquetext.level.OuterNode;
import org.parquetext.level.StructNode;
import org.parquetext.spark.arrow.ListDescent.Items;

/**
 * Arrays, or maps, of Spark's writable vectors: the vector has an offset and a length for each, and
 * as children its elements, or its keys and its values. They may lie in any order.
 */
final class ListCopier extends NodeCopier {

  private final BufferAllocator allocator;
  private final NodeBuffer validity;
  private final NodeBuffer offsets;
  private final Items items;
  private final List<NodeCopier> children;

  /**
   * A copier of lists.
   *
   * @param items {@link Items#ELEMENTS} of arrays; anything else for maps
   * @param children of the elements, or of keys and values; closed with this
   */
  ListCopier(PathNode path, BufferAllocator allocator, Items items, List<NodeCopier> children) {
    super(path);
    this.allocator = allocator;
    this.validity = new NodeBuffer(allocator);
    this.offsets = new NodeBuffer(allocator);
    this.items = items;
    this.children = List.copyOf(children);
  }

  @Override
  void copy(ColumnVector vector, List<OuterNode> outer, List<LeafColumn> leaves) {
    WritableColumnVector lists = (WritableColumnVector) vector;
    int depth = outer.size();
    ArrowBuf ends = offsets.reserve((long) Integer.BYTES * (cells().count() + 1L));
    writeOffsets(lists, ends.memoryAddress());
    outer.add(ListNode.of(validity.validity(cells()), ends));
    if (items != Items.ELEMENTS) {
      outer.add(new StructNode(allocator.getEmpty()));
    }
    for (int i = 0; i < children.size(); i++) {
      NodeCopier child = children.get(i);
      child.cells().pointToItems(cells(), lists, ends.memoryAddress());
      child.enter(lists.getChild(i), outer, leaves);
    }
    outer.subList(depth, outer.size()).clear();
  }

  /** A null list has no item. */
  private void writeOffsets(WritableColumnVector lists, long address) {
    int end = 0;
    Platform.putInt(null, address, 0);
    for (int i = 0; i < cells().count(); i++) {
      if (!cells().isNull(i)) {
        end = Math.addExact(end, lists.getArrayLength(cells().at(i)));
      }
      Platform.putInt(null, address + (long) Integer.BYTES * (i + 1), end);
    }
  }

  @Override
  long heldBytes() {
    return validity.heldBytes()
        + offsets.heldBytes()
        + children.stream().mapToLong(NodeCopier::heldBytes).sum();
  }

  @Override
  long contentBytes() {
    return cells().count() / Byte.SIZE
        + (long) Integer.BYTES * (cells().count() + 1L)
        + children.stream().mapToLong(NodeCopier::contentBytes).sum();
  }

  @Override
  public void close() {
    List<AutoCloseable> owned = new ArrayList<>(children);
    owned.add(validity);
    owned.add(offsets);
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(owned));
  }
}
