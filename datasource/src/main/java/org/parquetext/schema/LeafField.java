package org.parquetext.schema;

import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.ColumnDescriptor;
import org.parquetext.level.LevelShape;

/**
 * One leaf of a schema: the Parquet column, the Arrow field of its values, and its levels.
 * Immutable.
 */
public final class LeafField {

  private final ColumnDescriptor descriptor;
  private final Field field;
  private final LevelShape shape;

  LeafField(ColumnDescriptor descriptor, Field field, LevelShape shape) {
    this.descriptor = descriptor;
    this.field = field;
    this.shape = shape;
  }

  /** The Parquet column. */
  public ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** The Arrow field of the values. */
  public Field field() {
    return field;
  }

  /** The nodes above the leaf, and its levels. */
  public LevelShape shape() {
    return shape;
  }
}
