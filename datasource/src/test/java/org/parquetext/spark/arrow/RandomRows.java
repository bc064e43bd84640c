package org.parquetext.spark.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

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
          DataTypes.TimestampNTZType);

  private final Random random;

  RandomRows(long seed) {
    this.random = new Random(seed);
  }

  /** Every type, nullable and not, among them decimals of all kinds of precision. */
  static StructType allTypes() {
    List<DataType> types = new ArrayList<>(SIMPLE_TYPES);
    for (int precision : new int[] {1, 9, 10, 18, 19, 38}) {
      types.add(DataTypes.createDecimalType(precision, precision / 2));
    }
    StructType schema = new StructType();
    for (DataType type : types) {
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
    double nullShare = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    List<InternalRow> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      Object[] values = new Object[schema.size()];
      for (int column = 0; column < values.length; column++) {
        boolean isNull = schema.fields()[column].nullable() && random.nextDouble() < nullShare;
        values[column] = isNull ? null : value(schema.fields()[column].dataType());
      }
      rows.add(new GenericInternalRow(values));
    }
    return rows;
  }

  int count(int bound) {
    return random.nextInt(bound);
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
    return switch (type.typeName()) {
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
