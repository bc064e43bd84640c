package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.OuterNode;
import org.parquetext.level.StructNode;

/** Structs, and variants, which are structs of two parts: any vector has its fields as children. */
final class StructCopier extends NodeCopier {

  private final NodeBuffer validity;
  private final List<NodeCopier> fields;

  /** {@code fields} are closed with this. */
  StructCopier(PathNode path, BufferAllocator allocator, List<NodeCopier> fields) {
    super(path);
    this.validity = new NodeBuffer(allocator);
    this.fields = List.copyOf(fields);
  }

  @Override
  void copy(ColumnVector vector, List<OuterNode> outer, List<LeafColumn> leaves) {
    outer.add(new StructNode(validity.validity(cells())));
    for (int i = 0; i < fields.size(); i++) {
      NodeCopier field = fields.get(i);
      field.cells().pointToFields(cells());
      field.enter(vector.getChild(i), outer, leaves);
    }
    outer.remove(outer.size() - 1);
  }

  @Override
  long heldBytes() {
    return validity.heldBytes() + fields.stream().mapToLong(NodeCopier::heldBytes).sum();
  }

  @Override
  long contentBytes() {
    return cells().count() / Byte.SIZE + fields.stream().mapToLong(NodeCopier::contentBytes).sum();
  }

  @Override
  public void close() {
    List<AutoCloseable> owned = new ArrayList<>(fields);
    owned.add(validity);
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(owned));
  }
}
