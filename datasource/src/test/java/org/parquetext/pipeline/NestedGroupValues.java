package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * Rows of parquet-java's example reader as plain objects: a struct is the list of its fields, a
 * list or map the list of its items, a null is null. The Arrow fields say what a group stands for.
 */
final class NestedGroupValues {

  private NestedGroupValues() {}

  /** One object per field. */
  static List<Object> of(Group group, List<Field> fields) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      boolean present = group.getFieldRepetitionCount(i) > 0;
      values.add(present ? value(group, i, 0, fields.get(i)) : null);
    }
    return values;
  }

  private static Object value(Group group, int column, int index, Field field) {
    if (field.getChildren().isEmpty()) {
      return GroupValues.value(group, column, index);
    }
    Group own = group.getGroup(column, index);
    return field.getType() instanceof ArrowType.Struct
        ? of(own, field.getChildren())
        : items(own, field.getChildren().get(0));
  }

  private static List<Object> items(Group list, Field item) {
    boolean wrapped = isWrapped(list.getType(), item);
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      items.add(wrapped ? of(list.getGroup(0, i), List.of(item)).get(0) : value(list, 0, i, item));
    }
    return items;
  }

  /** Whether a group stands between the list and its items, as in the form of three levels. */
  private static boolean isWrapped(GroupType list, Field item) {
    Type repeated = list.getType(0);
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      return false;
    }
    boolean struct = item.getType() instanceof ArrowType.Struct;
    return !(struct && repeated.getName().equals("array"));
  }
}
