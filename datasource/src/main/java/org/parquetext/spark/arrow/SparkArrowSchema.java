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
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Spark schema to Arrow schema, for the types that Spark's built-in Parquet writer accepts. Names
 * and nullability are kept. Timestamps are microseconds, in UTC when they are instants; times of
 * day are nanoseconds; intervals are months as an int or microseconds as a duration; every decimal
 * is a 128-bit decimal; a string of any collation or limited length is UTF-8; void is boolean; a
 * variant is a struct of its two binary parts; geometries are binary; a user-defined type is what
 * it is stored as.
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

  private final ParquetFileFormat builtIn = new ParquetFileFormat();

  private SparkArrowSchema() {}

  /**
   * The Arrow schema of all columns.
   *
   * @throws IllegalArgumentException when a column's type is not supported, naming both
   */
  public static Schema of(StructType schema) {
    SparkArrowSchema converter = new SparkArrowSchema();
    List<Field> fields = new ArrayList<>(schema.size());
    for (StructField field : schema.fields()) {
      fields.add(converter.field(field, ColumnPath.of(field.name())));
    }
    return new Schema(fields);
  }

  private Field field(StructField field, ColumnPath path) {
    return field(field.name(), field.dataType(), field.nullable(), path);
  }

  private Field field(String name, DataType declared, boolean nullable, ColumnPath path) {
    DataType type = stored(declared);
    if (type instanceof StructType struct) {
      return field(name, ArrowType.Struct.INSTANCE, nullable, fields(struct, path));
    }
    if (type instanceof ArrayType array) {
      Field element =
          field("element", array.elementType(), array.containsNull(), path.child("element"));
      return field(name, ArrowType.List.INSTANCE, nullable, List.of(element));
    }
    if (type instanceof MapType map) {
      Field entries = field("key_value", ArrowType.Struct.INSTANCE, false, entry(map, path));
      return field(name, new ArrowType.Map(false), nullable, List.of(entries));
    }
    boolean accepted = builtIn.supportDataType(type);
    if (type instanceof VariantType && accepted) {
      return field(name, ArrowType.Struct.INSTANCE, nullable, variantParts());
    }
    ArrowType leaf = accepted ? leafType(type) : null;
    if (leaf == null) {
      throw new IllegalArgumentException(
          "Cannot write column "
              + path
              + ": type "
              + type.catalogString()
              + " is not supported by "
              + (accepted ? "parquet-ext" : "Spark's Parquet files")
              + "; leave it out or cast it to another type");
    }
    return field(name, leaf, nullable, null);
  }

  private static Field field(String name, ArrowType type, boolean nullable, List<Field> children) {
    return new Field(name, new FieldType(nullable, type, null), children);
  }

  private List<Field> fields(StructType struct, ColumnPath path) {
    if (struct.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write column "
              + path
              + ": Parquet has no struct without fields; give it one or leave it out");
    }
    List<Field> fields = new ArrayList<>(struct.size());
    for (StructField field : struct.fields()) {
      fields.add(field(field, path.child(field.name())));
    }
    return fields;
  }

  private List<Field> entry(MapType map, ColumnPath path) {
    return List.of(
        field("key", map.keyType(), false, path.child("key")),
        field("value", map.valueType(), map.valueContainsNull(), path.child("value")));
  }

  private static List<Field> variantParts() {
    return List.of(
        Field.notNullable("value", ArrowType.Binary.INSTANCE),
        Field.notNullable("metadata", ArrowType.Binary.INSTANCE));
  }

  private static ArrowType leafType(DataType type) {
    if (type instanceof StringType) {
      return ArrowType.Utf8.INSTANCE;
    }
    if (type instanceof DecimalType decimal) {
      return new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
    }
    if (type instanceof YearMonthIntervalType) {
      return new ArrowType.Int(32, true);
    }
    if (type instanceof DayTimeIntervalType) {
      return new ArrowType.Duration(TimeUnit.MICROSECOND);
    }
    if (isTime(type)) {
      return new ArrowType.Time(TimeUnit.NANOSECOND, 64);
    }
    if (type instanceof NullType) {
      return ArrowType.Bool.INSTANCE;
    }
    return Geospatial.of(type).isPresent() ? ArrowType.Binary.INSTANCE : SIMPLE_TYPES.get(type);
  }

  /** By name, since Spark 4.0 does not have the class. */
  private static boolean isTime(DataType type) {
    return type.getClass().getName().equals("org.apache.spark.sql.types.TimeType");
  }

  /** What a user-defined type is stored as; any other type itself. */
  public static DataType stored(DataType type) {
    DataType stored = type;
    while (stored instanceof UserDefinedType<?> userDefined) {
      stored = userDefined.sqlType();
    }
    return stored;
  }
}
