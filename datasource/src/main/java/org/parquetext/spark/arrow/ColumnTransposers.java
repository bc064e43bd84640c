package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.execution.datasources.parquet.SparkShreddingUtils$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;
import org.parquetext.spark.arrow.ListDescent.Items;
import org.parquetext.spark.arrow.Rebase.Mode;
import org.parquetext.spark.arrow.VariantPartTransposer.Part;

/** Makes the transposers of all leaves of a column, depth first, from its Spark and Arrow types. */
final class ColumnTransposers {

  private final BufferAllocator allocator;
  private final int ordinal;
  private final long slot;
  private final List<PathNode> path = new ArrayList<>();
  private final List<Supplier<Descent>> descents = new ArrayList<>();
  private final List<ColumnTransposer> leaves = new ArrayList<>();
  private Rebase rebase;

  private ColumnTransposers(BufferAllocator allocator, Rebase rebase, int ordinal, long slot) {
    this.allocator = allocator;
    this.rebase = rebase;
    this.ordinal = ordinal;
    this.slot = slot;
  }

  /**
   * The leaves of one column.
   *
   * @param column the column's field, at {@code ordinal} in the rows
   * @param field what {@link SparkArrowSchema} makes of it
   */
  static List<ColumnTransposer> of(
      StructField column,
      Field field,
      RowLayout layout,
      int ordinal,
      BufferAllocator allocator,
      Rebase rebase) {
    ColumnTransposers walk =
        new ColumnTransposers(allocator, rebase, ordinal, layout.slot(ordinal));
    walk.enter(ColumnPath.of(column.name()), column.dataType(), field);
    return walk.leaves;
  }

  private void enter(ColumnPath name, DataType declared, Field field) {
    path.add(PathNode.of(name, field));
    DataType type = SparkArrowSchema.stored(declared);
    List<Field> children = field.getChildren();
    if (type instanceof StructType struct) {
      Rebase outside = rebase;
      if (SparkShreddingUtils$.MODULE$.isVariantShreddingStruct(struct)) {
        rebase = rebase.withinVariants();
      }
      enterFields(name, struct, children);
      rebase = outside;
    } else if (type instanceof ArrayType array) {
      enterItems(name.child("element"), Items.ELEMENTS, array.elementType(), children.get(0));
    } else if (type instanceof MapType map) {
      List<Field> entry = children.get(0).getChildren();
      enterItems(name.child("key"), Items.KEYS, map.keyType(), entry.get(0));
      enterItems(name.child("value"), Items.VALUES, map.valueType(), entry.get(1));
    } else if (type instanceof VariantType) {
      for (Part part : Part.values()) {
        addVariantPart(part, children.get(part.ordinal()));
      }
    } else {
      leaves.add(leaf(values(name, type, field.createVector(allocator))));
    }
    path.remove(path.size() - 1);
  }

  private void enterFields(ColumnPath name, StructType struct, List<Field> children) {
    RowLayout layout = new RowLayout(struct.size());
    for (int i = 0; i < struct.size(); i++) {
      StructField child = struct.fields()[i];
      int position = i;
      descents.add(() -> new StructDescent(allocator, layout, position));
      enter(name.child(child.name()), child.dataType(), children.get(i));
      descents.remove(descents.size() - 1);
    }
  }

  private void enterItems(ColumnPath name, Items items, DataType type, Field field) {
    int width = ListDescent.width(SparkArrowSchema.stored(type));
    descents.add(() -> new ListDescent(allocator, items, width));
    enter(name, type, field);
    descents.remove(descents.size() - 1);
  }

  /** The slots of a part are those of the variant, and so is their check. */
  private void addVariantPart(Part part, Field field) {
    descents.add(() -> new VariantDescent(allocator));
    path.add(path.get(path.size() - 1));
    leaves.add(leaf(new VariantPartTransposer(field.createVector(allocator), part)));
    path.remove(path.size() - 1);
    descents.remove(descents.size() - 1);
  }

  private ColumnTransposer leaf(ValueTransposer values) {
    return new ColumnTransposer(
        ordinal, slot, path, descents.stream().map(Supplier::get).toList(), values);
  }

  private ValueTransposer values(ColumnPath name, DataType type, FieldVector vector) {
    if (type instanceof NullType) {
      return new VoidTransposer(vector);
    }
    if (type instanceof DateType && rebase.dates().mode() != Mode.CORRECTED) {
      return new RebasedDateTransposer(vector, new DateRebase(name, rebase.dates()));
    }
    if (type instanceof TimestampType && rebase.timestamps().mode() != Mode.CORRECTED) {
      return new RebasedTimestampTransposer(vector, new TimestampRebase(name, rebase));
    }
    return Geospatial.of(type)
        .<ValueTransposer>map(geospatial -> new GeospatialTransposer(vector, geospatial))
        .orElseGet(() -> ValueTransposer.of(vector));
  }
}
