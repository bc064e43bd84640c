package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;
import org.parquetext.spark.arrow.ListDescent.Items;
import org.parquetext.spark.arrow.Rebase.Mode;

/**
 * Makes the copiers of all nodes of a column from its Spark and Arrow types. Confined to one
 * thread.
 */
final class NodeCopiers {

  private final StructField column;
  private final Field field;
  private final BufferAllocator allocator;
  private final Rebase rebase;
  private final DictionaryPlaces places;

  /** By leaf; the same for all copiers. */
  private final List<Repetition> repetitions = new ArrayList<>();

  private int leaf;

  /**
   * Copiers of a column.
   *
   * @param field what {@link SparkArrowSchema} makes of {@code column}
   * @param places for all columns that are copied on one thread
   */
  NodeCopiers(
      StructField column,
      Field field,
      BufferAllocator allocator,
      Rebase rebase,
      DictionaryPlaces places) {
    this.column = column;
    this.field = field;
    this.allocator = allocator;
    this.rebase = rebase;
    this.places = places;
  }

  /** One more, which allocates nothing before it is used. */
  NodeCopier copier() {
    leaf = 0;
    return node(ColumnPath.of(column.name()), column.dataType(), field);
  }

  private NodeCopier node(ColumnPath name, DataType declared, Field field) {
    PathNode path = PathNode.of(name, field);
    DataType type = SparkArrowSchema.stored(declared);
    List<Field> children = field.getChildren();
    if (type instanceof StructType struct) {
      return new StructCopier(path, allocator, fields(name, struct, children));
    }
    if (type instanceof ArrayType array) {
      NodeCopier element = node(name.child("element"), array.elementType(), children.get(0));
      return new ListCopier(path, allocator, Items.ELEMENTS, List.of(element));
    }
    if (type instanceof MapType map) {
      List<Field> entry = children.get(0).getChildren();
      NodeCopier key = node(name.child("key"), map.keyType(), entry.get(0));
      NodeCopier value = node(name.child("value"), map.valueType(), entry.get(1));
      return new ListCopier(path, allocator, Items.KEYS, List.of(key, value));
    }
    if (type instanceof VariantType) {
      return new StructCopier(path, allocator, variantParts(name, children));
    }
    return leaf(name, path, type, field);
  }

  private List<NodeCopier> fields(ColumnPath name, StructType struct, List<Field> children) {
    List<NodeCopier> fields = new ArrayList<>(struct.size());
    for (int i = 0; i < struct.size(); i++) {
      StructField child = struct.fields()[i];
      fields.add(node(name.child(child.name()), child.dataType(), children.get(i)));
    }
    return fields;
  }

  /** Their nulls are those of the variant, and so is their check. */
  private List<NodeCopier> variantParts(ColumnPath name, List<Field> parts) {
    return parts.stream()
        .<NodeCopier>map(
            part ->
                copier(PathNode.of(name, part), part, new BytesCopy(BytesCopy.Kind.BINARIES, name)))
        .toList();
  }

  private NodeCopier leaf(ColumnPath name, PathNode path, DataType type, Field field) {
    return type instanceof NullType
        ? new VoidCopier(path, field.createVector(allocator))
        : copier(path, field, values(name, type, Types.getMinorTypeForArrowType(field.getType())));
  }

  /** Parquet has no dictionary of booleans. */
  private LeafCopier copier(PathNode path, Field field, ValueCopy values) {
    EncodedCopy encoded =
        field.getType() instanceof ArrowType.Bool
            ? null
            : new EncodedCopy(
                new IntVector(field.getName(), allocator),
                field.createVector(allocator),
                values,
                places,
                repetition());
    return new LeafCopier(path, field.createVector(allocator), values, encoded);
  }

  private Repetition repetition() {
    if (leaf == repetitions.size()) {
      repetitions.add(new Repetition());
    }
    return repetitions.get(leaf++);
  }

  private ValueCopy values(ColumnPath name, DataType type, MinorType stored) {
    if (type instanceof DecimalType decimal) {
      return new DecimalCopy(decimal, name);
    }
    if (type instanceof DateType && rebase.dates().mode() != Mode.CORRECTED) {
      return rebased(FixedCopy.of(stored), new DateRebase(name, rebase.dates()));
    }
    if (type instanceof TimestampType && rebase.timestamps().mode() != Mode.CORRECTED) {
      return rebased(FixedCopy.of(stored), new TimestampRebase(name, rebase));
    }
    return switch (stored) {
      case VARCHAR -> new BytesCopy(BytesCopy.Kind.STRINGS, name);
      case VARBINARY -> new BytesCopy(BytesCopy.Kind.BINARIES, name);
      default -> FixedCopy.of(stored);
    };
  }

  private static ValueCopy rebased(ValueCopy copy, DateRebase rebase) {
    return (from, cells, to) -> {
      copy.copy(from, cells, to);
      rebase.apply(to.getDataBufferAddress(), cells.count(), cells);
    };
  }

  private static ValueCopy rebased(ValueCopy copy, TimestampRebase rebase) {
    return (from, cells, to) -> {
      copy.copy(from, cells, to);
      rebase.apply(to.getDataBufferAddress(), cells.count(), cells);
    };
  }
}
