package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.parquetext.level.OuterNode;

/**
 * One step on the way from a top-level field to a leaf: from the slots of a node to those of one
 * child. Owns the node's buffers, which hold until the next page. Confined to one thread at a time.
 */
abstract class Descent implements AutoCloseable {

  private final NodeBuffer validity;

  Descent(BufferAllocator allocator) {
    this.validity = new NodeBuffer(allocator);
  }

  /**
   * Finds the child's slots.
   *
   * @param from the slots of the node
   * @param outer where the node is added, in the form that the levels are made of
   * @return the slots of the child, valid until the next page
   */
  abstract Slots descend(Slots from, List<OuterNode> outer);

  /** The validity of the node itself. */
  final NodeBuffer validity() {
    return validity;
  }

  @Override
  public void close() {
    validity.close();
  }
}
