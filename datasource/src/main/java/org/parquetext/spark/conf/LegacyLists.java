package org.parquetext.spark.conf;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.parquetext.spark.arrow.SparkArrowSchema;

/**
 * The lists that Spark's legacy format has no schema for. One without nulls is a repeated field of
 * its elements there, which Spark's converter forgets to repeat when they are of a user-defined
 * type; files with such a schema lose elements or cannot be read.
 */
final class LegacyLists {

  private LegacyLists() {}

  /**
   * Checks all columns of a file in the legacy format.
   *
   * @throws IllegalArgumentException naming the path of the list, its type and the remedy
   */
  static void check(StructType columns) {
    fields(columns, "");
  }

  private static void fields(StructType struct, String parent) {
    for (StructField field : struct.fields()) {
      node(field.dataType(), parent + field.name());
    }
  }

  private static void node(DataType declared, String path) {
    DataType type = SparkArrowSchema.stored(declared);
    if (type instanceof StructType struct) {
      fields(struct, path + ".");
    } else if (type instanceof ArrayType array) {
      if (array.elementType() instanceof UserDefinedType && !array.containsNull()) {
        throw refusal(path, array);
      }
      node(array.elementType(), path + ".element");
    } else if (type instanceof MapType map) {
      node(map.keyType(), path + ".key");
      node(map.valueType(), path + ".value");
    }
  }

  private static IllegalArgumentException refusal(String path, ArrayType array) {
    return new IllegalArgumentException(
        ("Cannot write column `%s` of type %s with `%s` = `true`: Spark's legacy format has no"
                + " list of a user-defined type without nulls. Set it to false, or declare the"
                + " elements nullable.")
            .formatted(path, array.catalogString(), FileSchema.LEGACY_FORMAT));
  }
}
