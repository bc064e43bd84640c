package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.parquetext.level.OuterNode;
import org.parquetext.level.StructNode;

/** From variants to one of their two parts, which share the slot of the variant. */
final class VariantDescent extends Descent {

  VariantDescent(BufferAllocator allocator) {
    super(allocator);
  }

  @Override
  Slots descend(Slots from, List<OuterNode> outer) {
    outer.add(new StructNode(validity().validity(from)));
    return from;
  }
}
