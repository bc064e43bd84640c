package org.parquetext.level;

import org.apache.arrow.memory.ArrowBuf;

/**
 * One level of nesting above a leaf, as Arrow stores it: a struct, whose child has the same
 * positions, or some form of list, whose items occupy a range of positions of its child. A map is a
 * list of structs.
 *
 * <p>A view of buffers that it does not own; immutable.
 */
public abstract sealed class OuterNode permits StructNode, ListNode {

  private final ArrowBuf validity;

  OuterNode(ArrowBuf validity) {
    this.validity = validity;
  }

  /** The validity bitmap; empty when nothing is null. */
  public final ArrowBuf validity() {
    return validity;
  }
}
