package org.parquetext.integration.random;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Values of any type in the form that a {@code Row} holds them, among them extremes, and on every
 * level nulls, where the type allows them, and empty lists.
 */
public final class RandomValues {
  private static final double EXTREME_FRACTION = 0.1;
  private static final double NULL_FRACTION = 0.2;
  private static final int MAX_ELEMENTS = 4;
  private static final int MAX_LENGTH = 20;

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** One row, whose columns are null as often as what is inside them. */
  public Row row(StructType schema) {
    Object[] values = new Object[schema.length()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.fields()[i];
      values[i] = field.nullable() ? nullOr(field.dataType()) : value(field.dataType());
    }
    return RowFactory.create(values);
  }

  /** A value that is null only if it is of type void. */
  public Object value(DataType type) {
    if (type instanceof StructType struct) {
      return row(struct);
    }
    if (type instanceof ArrayType array) {
      return list(array);
    }
    if (type instanceof MapType map) {
      return map(map);
    }
    if (type instanceof NullType) {
      return null;
    }
    if (Geometries.isGeospatial(type)) {
      return Geometries.next(type, random);
    }
    return type instanceof PointType ? new Point(number(), number()) : leaf(type);
  }

  private Object nullOr(DataType type) {
    return random.nextDouble() < NULL_FRACTION ? null : value(type);
  }

  private List<Object> list(ArrayType type) {
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(MAX_ELEMENTS + 1); i > 0; i--) {
      elements.add(type.containsNull() ? nullOr(type.elementType()) : value(type.elementType()));
    }
    return elements;
  }

  private Map<Object, Object> map(MapType type) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    Set<Object> keys = new HashSet<>();
    for (int i = random.nextInt(MAX_ELEMENTS + 1); i > 0; i--) {
      Object value = type.valueContainsNull() ? nullOr(type.valueType()) : value(type.valueType());
      Object key = key(type.keyType());
      // Arrays are equal only to themselves, and Spark wants no key twice.
      if (keys.add(key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key)) {
        entries.put(key, value);
      }
    }
    return entries;
  }

  /** Not -0.0, which Spark takes for 0.0 where it makes a map anew, as to pad CHAR inside it. */
  private Object key(DataType type) {
    Object key = value(type);
    return key.equals(-0.0) ? (Object) 0.0 : key.equals(-0.0f) ? (Object) 0.0f : key;
  }

  private Object leaf(DataType type) {
    if (random.nextDouble() < EXTREME_FRACTION) {
      List<Object> extremes = Extremes.of(type);
      return extremes.get(random.nextInt(extremes.size()));
    }
    return switch (type.typeName()) {
      case "boolean" -> random.nextBoolean();
      case "byte" -> (byte) random.nextInt();
      case "short" -> (short) random.nextInt();
      case "integer" -> random.nextInt();
      case "long" -> random.nextLong();
      case "float" -> real();
      case "double" -> number();
      case "binary" -> bytes();
      case "variant" -> Variants.next(random);
      case "date" -> LocalDate.ofEpochDay(random.nextInt(100_000));
      case "timestamp" -> instant();
      case "timestamp_ntz" -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
      default -> parametrised(type);
    };
  }

  private Object parametrised(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimal(decimal);
    }
    if (type instanceof StringType) {
      return text(type);
    }
    if (TimesOfDay.isTime(type)) {
      return TimesOfDay.next(type, random);
    }
    if (type instanceof YearMonthIntervalType) {
      return Period.ofMonths(random.nextInt());
    }
    if (type instanceof DayTimeIntervalType) {
      return Duration.of(random.nextLong(), ChronoUnit.MICROS);
    }
    throw new IllegalArgumentException("No values of " + type);
  }

  private BigDecimal decimal(DecimalType decimal) {
    int bits = Extremes.largestUnscaled(decimal).bitLength();
    BigInteger unscaled = new BigInteger(1 + random.nextInt(bits), random);
    unscaled = unscaled.min(Extremes.largestUnscaled(decimal));
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
  }

  private String text(DataType type) {
    if (type instanceof CharType fixed) {
      return text(fixed.length());
    }
    int limit = type instanceof VarcharType limited ? limited.length() : MAX_LENGTH;
    return text(random.nextInt(limit + 1));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextInt(20) == 0 ? 0x1F469 : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  /** Any, among them every kind of NaN. */
  private float real() {
    return Float.intBitsToFloat(random.nextInt());
  }

  /** Any, among them every kind of NaN. */
  private double number() {
    return Double.longBitsToDouble(random.nextLong());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(MAX_LENGTH)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Instant instant() {
    return Instant.EPOCH.plus(random.nextLong(1L << 52), ChronoUnit.MICROS);
  }
}
