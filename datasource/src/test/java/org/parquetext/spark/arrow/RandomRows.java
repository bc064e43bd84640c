package org.parquetext.spark.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** Random schemas of the supported types and random rows for them, extremes included. */
final class RandomRows {

  private static final List<DataType> SIMPLE_TYPES =
      List.of(
          DataTypes.BooleanType,
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.FloatType,
          DataTypes.DoubleType,
          DataTypes.StringType,
          DataTypes.BinaryType,
          DataTypes.DateType,
          DataTypes.TimestampType,
          DataTypes.TimestampNTZType,
          DataTypes.createYearMonthIntervalType(),
          DataTypes.createDayTimeIntervalType(),
          new TimeType(6));

  private final Random random;
  private double nullShare;

  RandomRows(long seed) {
    this.random = new Random(seed);
  }

  /** Every type without children, among them decimals of all kinds of precision. */
  static List<DataType> flatTypes() {
    List<DataType> types = new ArrayList<>(SIMPLE_TYPES);
    for (int precision : new int[] {1, 9, 10, 18, 19, 38}) {
      types.add(DataTypes.createDecimalType(precision, precision / 2));
    }
    return types;
  }

  /** Every flat type, nullable and not. */
  static StructType allTypes() {
    StructType schema = new StructType();
    for (DataType type : flatTypes()) {
      schema = schema.add("nullable " + type.catalogString(), type, true);
      schema = schema.add("required " + type.catalogString(), type, false);
    }
    return schema;
  }

  StructType schema(int maxColumns) {
    StructType schema = new StructType();
    int columns = 1 + random.nextInt(maxColumns);
    for (int column = 0; column < columns; column++) {
      schema = schema.add("c" + column, type(), random.nextBoolean());
    }
    return schema;
  }

  /** Some ordinals of the schema in any order, possibly none. */
  int[] ordinals(StructType schema) {
    return random
        .ints(0, schema.size())
        .distinct()
        .limit(random.nextInt(schema.size() + 1))
        .toArray();
  }

  List<InternalRow> rows(StructType schema, int count) {
    nullShare = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    List<InternalRow> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      rows.add(row(schema));
    }
    return rows;
  }

  private InternalRow row(StructType schema) {
    Object[] values = new Object[schema.size()];
    for (int column = 0; column < values.length; column++) {
      StructField field = schema.fields()[column];
      values[column] = value(field.dataType(), field.nullable());
    }
    return new GenericInternalRow(values);
  }

  private Object value(DataType type, boolean nullable) {
    return nullable && random.nextDouble() < nullShare ? null : value(type);
  }

  /** Mostly short or empty, now and then more elements than two words of null bits. */
  private ArrayData array(DataType type, boolean containsNull, int length) {
    Object[] elements = new Object[length];
    for (int i = 0; i < length; i++) {
      elements[i] = value(type, containsNull);
    }
    return new GenericArrayData(elements);
  }

  private int length() {
    return random.nextInt(30) == 0 ? 130 : random.nextInt(4);
  }

  int count(int bound) {
    return random.nextInt(bound);
  }

  /** A type of at most so many levels below it. */
  DataType nestedType(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return random.nextInt(8) == 0 ? rareType() : type();
    }
    return switch (random.nextInt(3)) {
      case 0 -> struct(depth - 1);
      case 1 -> DataTypes.createArrayType(nestedType(depth - 1), random.nextBoolean());
      default ->
          DataTypes.createMapType(
              random.nextInt(4) == 0 ? struct(0) : type(),
              nestedType(depth - 1),
              random.nextBoolean());
    };
  }

  private DataType rareType() {
    return random.nextBoolean() ? DataTypes.VariantType : new PointType();
  }

  private StructType struct(int depth) {
    StructType struct = new StructType();
    int fields = 1 + random.nextInt(random.nextInt(20) == 0 ? 70 : 3);
    for (int field = 0; field < fields; field++) {
      struct = struct.add("f" + field, nestedType(depth), random.nextBoolean());
    }
    return struct;
  }

  StructType nestedSchema(int maxColumns, int depth) {
    StructType schema = new StructType();
    int columns = 1 + random.nextInt(maxColumns);
    for (int column = 0; column < columns; column++) {
      schema = schema.add("c" + column, nestedType(depth), random.nextBoolean());
    }
    return schema;
  }

  private DataType type() {
    int choice = random.nextInt(SIMPLE_TYPES.size() + 3);
    if (choice < SIMPLE_TYPES.size()) {
      return SIMPLE_TYPES.get(choice);
    }
    int precision = 1 + random.nextInt(DecimalType.MAX_PRECISION());
    return DataTypes.createDecimalType(precision, random.nextInt(precision + 1));
  }

  private Object value(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimal(decimal.precision(), decimal.scale());
    }
    if (type instanceof StructType struct) {
      return row(struct);
    }
    if (type instanceof ArrayType array) {
      return array(array.elementType(), array.containsNull(), length());
    }
    if (type instanceof MapType map) {
      int length = length();
      return new ArrayBasedMapData(
          array(map.keyType(), false, length),
          array(map.valueType(), map.valueContainsNull(), length));
    }
    if (type instanceof PointType point) {
      return value(point.sqlType());
    }
    if (type instanceof YearMonthIntervalType) {
      return (int) bits();
    }
    if (type instanceof DayTimeIntervalType || type instanceof TimeType) {
      return bits();
    }
    return switch (type.typeName()) {
      case "void" -> null;
      case "variant" -> new VariantVal(bytes(), bytes());
      case "boolean" -> random.nextBoolean();
      case "byte" -> (byte) random.nextInt();
      case "short" -> (short) random.nextInt();
      case "integer", "date" -> (int) bits();
      case "long", "timestamp", "timestamp_ntz" -> bits();
      case "float" -> Float.intBitsToFloat((int) bits());
      case "double" -> Double.longBitsToDouble(bits());
      case "string" -> UTF8String.fromBytes(bytes());
      case "binary" -> bytes();
      default -> throw new IllegalArgumentException(type.typeName());
    };
  }

  private long bits() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
      case 2 -> random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
      case 3 -> random.nextInt(100) - 50;
      default -> random.nextLong();
    };
  }

  /** Of any length in bytes, and the largest and smallest value that the precision allows. */
  private Decimal decimal(int precision, int scale) {
    BigInteger limit = BigInteger.TEN.pow(precision);
    BigInteger unscaled = new BigInteger(random.nextInt(limit.bitLength() + 1), random).mod(limit);
    if (random.nextInt(8) == 0) {
      unscaled = limit.subtract(BigInteger.ONE);
    }
    if (random.nextBoolean()) {
      unscaled = unscaled.negate();
    }
    return Decimal.apply(new BigDecimal(unscaled, scale), precision, scale);
  }

  /** Mostly short, any bytes: rarely valid UTF-8. */
  private byte[] bytes() {
    int bound = random.nextInt(20) == 0 ? 600 : 40;
    byte[] bytes = new byte[random.nextInt(8) == 0 ? 0 : random.nextInt(bound)];
    random.nextBytes(bytes);
    return bytes;
  }
}
