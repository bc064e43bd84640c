package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** A root of random rows, and what a reader must see of them. */
final class RandomBatch implements AutoCloseable {

  private final VectorSchemaRoot root;
  private final List<List<Object>> rows;

  private RandomBatch(VectorSchemaRoot root, List<List<Object>> rows) {
    this.root = root;
    this.rows = rows;
  }

  /** One field of each kind, named {@code c0}, {@code c1}, … */
  static Schema schema(List<ColumnKind> kinds, Nullability nullability) {
    List<Field> fields = new ArrayList<>();
    for (ColumnKind kind : kinds) {
      fields.add(kind.field("c" + fields.size(), nullability));
    }
    return new Schema(fields);
  }

  /** A root of {@link #schema} with nulls where the schema allows them. */
  static RandomBatch of(
      BufferAllocator allocator,
      Schema schema,
      List<ColumnKind> kinds,
      Nulls nulls,
      int count,
      Random random) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    Object[][] rows = new Object[count][kinds.size()];
    for (int column = 0; column < kinds.size(); column++) {
      FieldVector vector = root.getVector(column);
      vector.setInitialCapacity(count);
      vector.allocateNew();
      boolean nullable = vector.getField().isNullable();
      for (int row = 0; row < count; row++) {
        if (nullable && nulls.next(random)) {
          kinds.get(column).putNull(vector, row, random);
        } else {
          rows[row][column] = kinds.get(column).put(vector, row, random);
        }
      }
    }
    root.setRowCount(count);
    return new RandomBatch(root, Arrays.stream(rows).map(Arrays::asList).toList());
  }

  VectorSchemaRoot root() {
    return root;
  }

  /** What a reader sees; null where a row is null. */
  List<List<Object>> rows() {
    return rows;
  }

  @Override
  public void close() {
    root.close();
  }
}
