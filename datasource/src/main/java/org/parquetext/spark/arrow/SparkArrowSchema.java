package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark schema to Arrow schema. Names and nullability are kept; timestamps are microseconds, in UTC
 * when they are instants; every decimal is a 128-bit decimal; a string of any collation is UTF-8.
 */
public final class SparkArrowSchema {

  private static final Map<DataType, ArrowType> SIMPLE_TYPES =
      Map.ofEntries(
          Map.entry(DataTypes.BooleanType, ArrowType.Bool.INSTANCE),
          Map.entry(DataTypes.ByteType, new ArrowType.Int(8, true)),
          Map.entry(DataTypes.ShortType, new ArrowType.Int(16, true)),
          Map.entry(DataTypes.IntegerType, new ArrowType.Int(32, true)),
          Map.entry(DataTypes.LongType, new ArrowType.Int(64, true)),
          Map.entry(
              DataTypes.FloatType, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
          Map.entry(
              DataTypes.DoubleType, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
          Map.entry(DataTypes.BinaryType, ArrowType.Binary.INSTANCE),
          Map.entry(DataTypes.DateType, new ArrowType.Date(DateUnit.DAY)),
          Map.entry(DataTypes.TimestampType, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
          Map.entry(
              DataTypes.TimestampNTZType, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));

  private SparkArrowSchema() {}

  /**
   * The Arrow schema of all columns.
   *
   * @throws IllegalArgumentException when a column's type is not supported, naming both
   */
  public static Schema of(StructType schema) {
    List<Field> fields = new ArrayList<>(schema.size());
    for (StructField field : schema.fields()) {
      fields.add(arrowField(field));
    }
    return new Schema(fields);
  }

  private static Field arrowField(StructField field) {
    ArrowType type = arrowType(field.dataType());
    if (type == null) {
      throw new IllegalArgumentException(
          "Cannot write column "
              + quoted(field.name())
              + ": type "
              + field.dataType().catalogString()
              + " is not supported yet by parquet-ext; leave the column out or cast it to a"
              + " boolean, numeric, string, binary, date or timestamp type");
    }
    return new Field(field.name(), new FieldType(field.nullable(), type, null), null);
  }

  private static ArrowType arrowType(DataType type) {
    if (type instanceof StringType) {
      return ArrowType.Utf8.INSTANCE;
    }
    if (type instanceof DecimalType decimal) {
      return new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
    }
    return SIMPLE_TYPES.get(type);
  }

  /** A column name as messages show it. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
