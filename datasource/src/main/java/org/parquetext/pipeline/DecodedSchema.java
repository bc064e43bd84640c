package org.parquetext.pipeline;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What columns are whose fields are encoded with dictionaries (<a
 * href="https://arrow.apache.org/docs/format/Columnar.html#dictionary-encoded-layout">Arrow
 * columnar format, dictionary-encoded layout</a>): the same fields with the types of their values.
 */
final class DecodedSchema {

  private DecodedSchema() {}

  /**
   * The schema of the values.
   *
   * @throws IllegalArgumentException if a field's dictionary is not there
   */
  static Schema of(Schema encoded, DictionaryProvider dictionaries) {
    return new Schema(fields(encoded.getFields(), dictionaries), encoded.getCustomMetadata());
  }

  private static List<Field> fields(List<Field> encoded, DictionaryProvider dictionaries) {
    return encoded.stream().map(field -> field(field, dictionaries)).toList();
  }

  private static Field field(Field field, DictionaryProvider dictionaries) {
    if (field.getDictionary() == null) {
      return field.getChildren().isEmpty()
          ? field
          : new Field(
              field.getName(), field.getFieldType(), fields(field.getChildren(), dictionaries));
    }
    Dictionary dictionary = dictionaries.lookup(field.getDictionary().getId());
    if (dictionary == null) {
      throw new IllegalArgumentException(
          "Cannot write column `"
              + field.getName()
              + "`: its values are in dictionary "
              + field.getDictionary().getId()
              + ", which is not there; give the writer the provider of the dictionaries");
    }
    FieldVector values = dictionary.getVector();
    FieldType type =
        new FieldType(field.isNullable(), values.getField().getType(), null, field.getMetadata());
    return new Field(field.getName(), type, fields(values.getField().getChildren(), dictionaries));
  }
}
