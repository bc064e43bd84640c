package org.parquetext.integration.random;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.VariantType;
import org.parquetext.integration.fixture.SparkRelease;

/** The types without fields or elements that Spark writes and reads as Parquet. */
public final class LeafTypes {
  /** Of every kind at least one, and of decimals one for each way to store them. */
  public static final List<DataType> ALL =
      Stream.of(ofEveryRelease(), since41(), since42()).flatMap(List::stream).toList();

  private LeafTypes() {}

  private static List<DataType> ofEveryRelease() {
    return List.of(
        DataTypes.BooleanType,
        DataTypes.ByteType,
        DataTypes.ShortType,
        DataTypes.IntegerType,
        DataTypes.LongType,
        DataTypes.FloatType,
        DataTypes.DoubleType,
        DataTypes.StringType,
        DataType.fromDDL("STRING COLLATE UTF8_LCASE"),
        DataTypes.createCharType(5),
        DataTypes.createVarcharType(9),
        DataTypes.BinaryType,
        DataTypes.DateType,
        DataTypes.TimestampType,
        DataTypes.TimestampNTZType,
        DataTypes.createDecimalType(1, 0),
        DataTypes.createDecimalType(9, 2),
        DataTypes.createDecimalType(10, 3),
        DataTypes.createDecimalType(18, 18),
        DataTypes.createDecimalType(19, 0),
        DataTypes.createDecimalType(38, 10),
        DataTypes.createYearMonthIntervalType(),
        DataTypes.createDayTimeIntervalType(),
        DataTypes.VariantType,
        new PointType());
  }

  private static List<DataType> since41() {
    return SparkRelease.running().isBefore(4, 1)
        ? List.of()
        : List.of(DataType.fromDDL("TIME(0)"), DataType.fromDDL("TIME(6)"), DataTypes.NullType);
  }

  private static List<DataType> since42() {
    return SparkRelease.running().isBefore(4, 2)
        ? List.of()
        : List.of(
            DataType.fromDDL("GEOMETRY(4326)"),
            DataType.fromDDL("GEOMETRY(0)"),
            DataType.fromDDL("GEOGRAPHY(4326)"));
  }

  /** Whether Spark takes the type for the keys of a map in a file. */
  public static boolean isKey(DataType type) {
    return !(type instanceof NullType
        || type instanceof VariantType
        || type instanceof StringType text && !text.isUTF8BinaryCollation());
  }
}
