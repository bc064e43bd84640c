package org.parquetext.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of an Arrow schema, by the rules that Arrow C++ follows: a struct is a group,
 * a list of any layout the three-level group of {@code list} and {@code element}, a map the one of
 * {@code key_value}, {@code key} and {@code value}. {@link LeafConverter} says what the leaves
 * become.
 *
 * <p>Stateless.
 */
public final class SchemaConverter {

  private static final String MESSAGE_NAME = "arrow_schema";

  private SchemaConverter() {}

  /**
   * Converts a schema.
   *
   * @throws IllegalArgumentException naming the path of a field that cannot be written, or that two
   *     fields have the same name
   */
  public static MessageType convert(Schema schema) {
    if (schema.getFields().isEmpty()) {
      throw new IllegalArgumentException("Cannot write a schema without fields");
    }
    return new MessageType(MESSAGE_NAME, fields(schema.getFields(), ""));
  }

  private static List<Type> fields(List<Field> fields, String parent) {
    List<Type> types = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      String name = field.getName();
      if (name == null || name.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write field "
                + types.size()
                + (parent.isEmpty() ? "" : " of `" + parent + "`")
                + " of Arrow type "
                + field.getType()
                + ": it has no name");
      }
      String path = parent.isEmpty() ? name : parent + "." + name;
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "Cannot write column `" + path + "`: two fields have this name. Rename one.");
      }
      types.add(node(field, path, name, repetition(field)));
    }
    return types;
  }

  private static Type node(Field field, String path, String name, Repetition repetition) {
    ArrowType type = field.getType();
    if (field.getDictionary() != null) {
      throw unsupported(path, type, "dictionary-encoded vectors must be decoded first");
    }
    if (type instanceof ArrowType.ExtensionType) {
      throw unsupported(path, type, "extension types are not supported yet");
    }
    switch (type.getTypeID()) {
      case Struct:
        return struct(field, path, name, repetition);
      case List:
      case LargeList:
      case FixedSizeList:
      case ListView:
      case LargeListView:
        return list(field, path, name, repetition);
      case Map:
        return map(field, path, name, repetition);
      default:
        return new LeafConverter(path, name, repetition).convert(type);
    }
  }

  private static Type struct(Field field, String path, String name, Repetition repetition) {
    if (field.getChildren().isEmpty()) {
      throw unsupported(path, field.getType(), "Parquet has no form for a struct without fields");
    }
    return Types.buildGroup(repetition)
        .addFields(fields(field.getChildren(), path).toArray(Type[]::new))
        .named(name);
  }

  private static Type list(Field field, String path, String name, Repetition repetition) {
    if (field.getChildren().size() != 1) {
      throw unsupported(path, field.getType(), "a list has one child");
    }
    Field items = field.getChildren().get(0);
    Type element = node(items, path + ".list.element", "element", repetition(items));
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.listType())
        .addField(Types.repeatedGroup().addField(element).named("list"))
        .named(name);
  }

  /** Keys are never null, whatever their field says. */
  private static Type map(Field field, String path, String name, Repetition repetition) {
    List<Field> entries =
        field.getChildren().size() == 1 ? field.getChildren().get(0).getChildren() : List.of();
    if (entries.size() != 2) {
      throw unsupported(path, field.getType(), "a map has one child of a key and a value");
    }
    Type key = node(entries.get(0), path + ".key_value.key", "key", Repetition.REQUIRED);
    Field values = entries.get(1);
    Type value = node(values, path + ".key_value.value", "value", repetition(values));
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.mapType())
        .addField(Types.repeatedGroup().addFields(key, value).named("key_value"))
        .named(name);
  }

  private static Repetition repetition(Field field) {
    return field.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }

  static IllegalArgumentException unsupported(String path, ArrowType type, String reason) {
    return new IllegalArgumentException(
        "Cannot write column `" + path + "` of Arrow type " + type + ": " + reason);
  }
}
