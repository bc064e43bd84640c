package org.parquetext.verify;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * One leaf of a schema with the nodes above it, as the only one to be read.
 *
 * @param schema the schema without all others
 */
record ProjectedColumn(MessageType schema) {

  /** Does not take values: they are asked for. */
  private static final PrimitiveConverter LEAF = new PrimitiveConverter() {};

  /** Is everywhere above the leaf. */
  private static final GroupConverter NODES = new Nodes();

  static ProjectedColumn of(MessageType schema, String[] path) {
    return new ProjectedColumn(new MessageType(schema.getName(), child(schema, path, 0)));
  }

  private static Type child(GroupType parent, String[] path, int depth) {
    Type child = parent.getType(path[depth]);
    return child.isPrimitive()
        ? child
        : child.asGroupType().withNewFields(List.of(child(child.asGroupType(), path, depth + 1)));
  }

  ColumnDescriptor descriptor() {
    return schema.getColumns().get(0);
  }

  /** What parquet-java wants for each node of the schema. */
  GroupConverter converters() {
    return NODES;
  }

  /** Converters of nodes and of the leaf in one, since only one of them is looked for. */
  private static final class Nodes extends GroupConverter {

    @Override
    public Converter getConverter(int field) {
      return this;
    }

    @Override
    public PrimitiveConverter asPrimitiveConverter() {
      return LEAF;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
