package org.parquetext.level;

import org.apache.arrow.memory.ArrowBuf;

/** A struct: position {@code i} of the child belongs to position {@code i} of the struct. */
public final class StructNode extends OuterNode {

  /**
   * A struct.
   *
   * @param validity the validity bitmap; empty when nothing is null
   */
  public StructNode(ArrowBuf validity) {
    super(validity);
  }
}
