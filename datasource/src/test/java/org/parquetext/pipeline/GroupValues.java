package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The values of a row of parquet-java's example reader. */
final class GroupValues {

  private GroupValues() {}

  /** One object per column, null for a null. */
  static List<Object> of(Group group) {
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < group.getType().getFieldCount(); column++) {
      boolean present = group.getFieldRepetitionCount(column) > 0;
      values.add(present ? value(group, column) : null);
    }
    return values;
  }

  private static Object value(Group group, int column) {
    return value(group, column, 0);
  }

  /** One of the values of a repeated field. */
  static Object value(Group group, int column, int index) {
    PrimitiveTypeName type =
        group.getType().getType(column).asPrimitiveType().getPrimitiveTypeName();
    switch (type) {
      case BOOLEAN:
        return group.getBoolean(column, index);
      case INT32:
        return group.getInteger(column, index);
      case INT64:
        return group.getLong(column, index);
      case FLOAT:
        return group.getFloat(column, index);
      case DOUBLE:
        return group.getDouble(column, index);
      case INT96:
        return group.getInt96(column, index);
      default:
        return group.getBinary(column, index);
    }
  }
}
