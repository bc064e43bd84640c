package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.unsafe.types.VariantVal;

/**
 * A leaf of a schema, and the slow way to its values: through the getters of Spark's rows, arrays
 * and maps. A null is told by the depth of the node that is null, so that no two things that the
 * levels tell apart are equal.
 */
final class LeafPath {

  private static final int FIRST = 0;

  private final StructType schema;
  private final List<Integer> choices;

  private LeafPath(StructType schema, List<Integer> choices) {
    this.schema = schema;
    this.choices = choices;
  }

  /** All leaves of a schema, depth first. */
  static List<LeafPath> of(StructType schema) {
    List<LeafPath> leaves = new ArrayList<>();
    for (List<Integer> choices : below(schema)) {
      leaves.add(new LeafPath(schema, choices));
    }
    return leaves;
  }

  private static List<List<Integer>> below(DataType declared) {
    DataType type = declared instanceof PointType point ? point.sqlType() : declared;
    List<DataType> children = new ArrayList<>();
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        children.add(field.dataType());
      }
    } else if (type instanceof ArrayType array) {
      children.add(array.elementType());
    } else if (type instanceof MapType map) {
      children.add(map.keyType());
      children.add(map.valueType());
    } else if (type instanceof VariantType) {
      children.add(DataTypes.BinaryType);
      children.add(DataTypes.BinaryType);
    } else {
      return List.of(List.of());
    }
    List<List<Integer>> paths = new ArrayList<>();
    for (int choice = 0; choice < children.size(); choice++) {
      for (List<Integer> rest : below(children.get(choice))) {
        List<Integer> path = new ArrayList<>(List.of(choice));
        path.addAll(rest);
        paths.add(path);
      }
    }
    return paths;
  }

  /** A null at a depth of nodes. */
  static String nullAt(int depth) {
    return "null at " + depth;
  }

  /** This leaf of each row. */
  List<Object> valuesOf(List<? extends InternalRow> rows) {
    List<Object> values = new ArrayList<>(rows.size());
    for (InternalRow row : rows) {
      int ordinal = choices.get(FIRST);
      values.add(value(row, ordinal, schema.fields()[ordinal].dataType(), 1, 0));
    }
    return values;
  }

  private Object value(
      SpecializedGetters getters, int ordinal, DataType declared, int step, int depth) {
    DataType type = declared instanceof PointType point ? point.sqlType() : declared;
    if (getters.isNullAt(ordinal) || type instanceof NullType) {
      return nullAt(depth);
    }
    if (type instanceof StructType struct) {
      int choice = choices.get(step);
      return value(
          getters.getStruct(ordinal, struct.size()),
          choice,
          struct.fields()[choice].dataType(),
          step + 1,
          depth + 1);
    }
    if (type instanceof ArrayType array) {
      return items(getters.getArray(ordinal), array.elementType(), step + 1, depth + 1);
    }
    if (type instanceof MapType map) {
      MapData data = getters.getMap(ordinal);
      return choices.get(step) == FIRST
          ? items(data.keyArray(), map.keyType(), step + 1, depth + 2)
          : items(data.valueArray(), map.valueType(), step + 1, depth + 2);
    }
    if (type instanceof VariantType) {
      VariantVal variant = getters.getVariant(ordinal);
      byte[] part = choices.get(step) == FIRST ? variant.getValue() : variant.getMetadata();
      return HexFormat.of().formatHex(part);
    }
    return ColumnValues.value(getters, ordinal, type);
  }

  private List<Object> items(ArrayData array, DataType type, int step, int depth) {
    List<Object> items = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      items.add(value(array, i, type, step, depth));
    }
    return items;
  }

  @Override
  public String toString() {
    return "leaf " + choices + " of " + schema.fields()[choices.get(FIRST)];
  }
}
