package org.parquetext.integration.property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** A column of random type, name and nullability, whose values may repeat in some way. */
final class RandomColumn {
  private static final List<DataType> TYPES =
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

  private static final List<String> NAMES = List.of("x", "two words ", "cost $", "größe", "a.b");
  private static final int MAX_PRECISION = 38;
  private static final double EXTREME_FRACTION = 0.1;

  /** How values follow each other. */
  private enum Shape {
    FRESH,
    FEW,
    RUNS,
    CONSTANT
  }

  private final Random random;
  private final DataType type;
  private final StructField field;
  private final Shape shape;
  private final double nullFraction;
  private final int distinct;
  private final List<Object> pool = new ArrayList<>();
  private Object previous;

  RandomColumn(Random random, int index) {
    this.random = random;
    this.type = randomType(random);
    boolean nullable = random.nextInt(4) > 0;
    String name = NAMES.get(random.nextInt(NAMES.size())) + index;
    this.field = DataTypes.createStructField(name, type, nullable);
    this.shape = Shape.values()[random.nextInt(Shape.values().length)];
    this.nullFraction = nullable ? Math.pow(random.nextDouble(), 2) : 0;
    this.distinct = 1 + random.nextInt(300);
  }

  StructField field() {
    return field;
  }

  /** The next value, made from an arbitrary one of the column's type, which may be null. */
  Object next(Object arbitrary) {
    boolean first = pool.isEmpty();
    Object value =
        switch (shape) {
          case FRESH -> fresh(arbitrary);
          case FEW -> oneOfFew(arbitrary);
          case RUNS -> first || random.nextInt(50) == 0 ? fresh(arbitrary) : previous;
          case CONSTANT -> first ? fresh(arbitrary) : previous;
        };
    if (first) {
      pool.add(value);
    }
    previous = value;
    return value;
  }

  private Object oneOfFew(Object arbitrary) {
    if (pool.size() < distinct) {
      pool.add(fresh(arbitrary));
    }
    return pool.get(random.nextInt(pool.size()));
  }

  private Object fresh(Object arbitrary) {
    if (random.nextDouble() < nullFraction) {
      return null;
    }
    if (arbitrary == null || random.nextDouble() < EXTREME_FRACTION) {
      List<Object> extremes = Extremes.of(type);
      return extremes.get(random.nextInt(extremes.size()));
    }
    if (type instanceof DecimalType decimal) {
      return decimal(decimal);
    }
    return type.equals(DataTypes.TimestampNTZType) ? localDateTime() : arbitrary;
  }

  private LocalDateTime localDateTime() {
    long seconds = random.nextInt();
    int micros = random.nextInt(1_000_000);
    return LocalDateTime.ofEpochSecond(seconds, micros * 1_000, ZoneOffset.UTC);
  }

  private BigDecimal decimal(DecimalType decimal) {
    int bits = Extremes.largestUnscaled(decimal).bitLength();
    BigInteger unscaled = new BigInteger(1 + random.nextInt(bits), random);
    unscaled = unscaled.min(Extremes.largestUnscaled(decimal));
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
  }

  private static DataType randomType(Random random) {
    int choice = random.nextInt(TYPES.size() + 3);
    if (choice < TYPES.size()) {
      return TYPES.get(choice);
    }
    int precision = 1 + random.nextInt(MAX_PRECISION);
    return DataTypes.createDecimalType(precision, random.nextInt(precision + 1));
  }
}
