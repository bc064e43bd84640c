package org.parquetext.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.parquetext.level.LevelShape;
import org.parquetext.level.Presence;

/**
 * Walks an Arrow and a Parquet schema side by side down to the leaves. Fields go together by their
 * order, as their names may differ; what may be null is decided by the Parquet schema.
 *
 * <p>A list group is read by the rules that readers follow, older forms included (<a
 * href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">Parquet format,
 * lists</a>, "Backward-compatibility rules"): so a reader sees the same nesting as Arrow has.
 */
public final class LeafFields {

  private final List<ColumnDescriptor> descriptors;
  private final List<LeafField> leaves = new ArrayList<>();

  private LeafFields(List<ColumnDescriptor> descriptors) {
    this.descriptors = descriptors;
  }

  /**
   * The leaves in the order of {@link MessageType#getColumns()}.
   *
   * @throws IllegalArgumentException naming the path where the schemas do not go together, or where
   *     names cannot be told apart
   */
  public static List<LeafField> of(Schema schema, MessageType type) {
    List<Field> fields = schema.getFields();
    if (fields.isEmpty() || fields.size() != type.getFieldCount()) {
      throw new IllegalArgumentException(
          "Cannot write " + fields.size() + " Arrow fields to the columns of " + type);
    }
    LeafFields walk = new LeafFields(type.getColumns());
    walk.children(fields, type, "", LevelShape.top());
    return List.copyOf(walk.leaves);
  }

  private void children(List<Field> fields, GroupType group, String path, LevelShape shape) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      Type child = group.getType(i);
      String childPath = path.isEmpty() ? child.getName() : path + "." + child.getName();
      if (child.getName().isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write a column without a name"
                + (path.isEmpty() ? "" : " in `" + path + "`")
                + ": give it one");
      }
      if (!names.add(child.getName())) {
        throw new IllegalArgumentException(
            "Cannot write column `" + childPath + "`: two fields have this name. Rename one.");
      }
      node(fields.get(i), child, childPath, shape);
    }
  }

  /** A field and the node of the same place, which is not repeated by itself. */
  private void node(Field field, Type type, String path, LevelShape shape) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      throw mismatch(field, type, path, "a repeated field must stand in a LIST or MAP group");
    }
    Presence presence =
        type.isRepetition(Type.Repetition.OPTIONAL) ? Presence.OPTIONAL : Presence.REQUIRED;
    node(field, type, path, shape, presence);
  }

  private void node(Field field, Type type, String path, LevelShape shape, Presence presence) {
    switch (field.getType().getTypeID()) {
      case Struct:
        struct(field, type, path, shape.struct(path, presence));
        break;
      case List:
      case LargeList:
      case FixedSizeList:
      case ListView:
      case LargeListView:
        list(field, type, path, shape.list(path, presence));
        break;
      case Map:
        map(field, type, path, shape.list(path, presence));
        break;
      default:
        leaf(field, type, path, shape.leaf(path, presence));
    }
  }

  private void leaf(Field field, Type type, String path, LevelShape shape) {
    if (!type.isPrimitive()) {
      throw mismatch(field, type, path, "the field has no children");
    }
    leaves.add(new LeafField(descriptors.get(leaves.size()), field, shape));
  }

  private void struct(Field field, Type type, String path, LevelShape shape) {
    checkNotEncoded(field, type, path);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (type.isPrimitive()
        || annotation instanceof ListLogicalTypeAnnotation
        || annotation instanceof MapLogicalTypeAnnotation
        || annotation instanceof MapKeyValueTypeAnnotation) {
      throw mismatch(field, type, path, "a struct needs a group that is no list or map");
    }
    fields(field, type.asGroupType(), path, shape);
  }

  private void fields(Field field, GroupType group, String path, LevelShape shape) {
    List<Field> children = field.getChildren();
    if (children.isEmpty() || children.size() != group.getFieldCount()) {
      throw mismatch(
          field,
          group,
          path,
          "the field has " + children.size() + " children, the group " + group.getFieldCount());
    }
    children(children, group, path, shape);
  }

  private void list(Field field, Type type, String path, LevelShape shape) {
    checkNotEncoded(field, type, path);
    if (type.isPrimitive()
        || !(type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)) {
      throw mismatch(field, type, path, "a list needs a group annotated as LIST");
    }
    Type repeated = repeatedChild(field, type.asGroupType(), path);
    Field items = onlyChild(field, type, path);
    String repeatedPath = path + "." + repeated.getName();
    if (!isElement(repeated, type.getName())) {
      Type element = repeated.asGroupType().getType(0);
      node(items, element, repeatedPath + "." + element.getName(), shape);
    } else {
      node(items, repeated, repeatedPath, shape, Presence.REQUIRED);
    }
  }

  /** Whether a repeated field is the element itself, not the middle of the three-level form. */
  private static boolean isElement(Type repeated, String listName) {
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      return true;
    }
    return repeated.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
        || repeated.getName().equals("array")
        || repeated.getName().equals(listName + "_tuple");
  }

  private void map(Field field, Type type, String path, LevelShape shape) {
    checkNotEncoded(field, type, path);
    if (type.isPrimitive()
        || !(type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
            || type.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation)) {
      throw mismatch(field, type, path, "a map needs a group annotated as MAP");
    }
    Type repeated = repeatedChild(field, type.asGroupType(), path);
    Field entries = onlyChild(field, type, path);
    String repeatedPath = path + "." + repeated.getName();
    if (repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() != 2
        || !(entries.getType() instanceof ArrowType.Struct)) {
      throw mismatch(entries, repeated, repeatedPath, "map entries need a key and a value");
    }
    checkNotEncoded(entries, repeated, repeatedPath);
    fields(
        entries,
        repeated.asGroupType(),
        repeatedPath,
        shape.struct(repeatedPath, Presence.REQUIRED));
  }

  private static Type repeatedChild(Field field, GroupType group, String path) {
    if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      throw mismatch(field, group, path, "its group must have one field, a repeated one");
    }
    return group.getType(0);
  }

  private static Field onlyChild(Field field, Type type, String path) {
    if (field.getChildren().size() != 1) {
      throw mismatch(field, type, path, "the field must have one child");
    }
    return field.getChildren().get(0);
  }

  private static void checkNotEncoded(Field field, Type type, String path) {
    if (field.getDictionary() != null) {
      throw mismatch(field, type, path, "dictionary-encoded vectors must be decoded first");
    }
  }

  private static IllegalArgumentException mismatch(
      Field field, Type type, String path, String reason) {
    return new IllegalArgumentException(
        "Cannot write column `"
            + path
            + "`: Arrow field "
            + field
            + " cannot become Parquet "
            + type
            + ": "
            + reason);
  }
}
