package org.parquetext.integration.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.parquetext.integration.random.Extremes;
import org.parquetext.integration.random.RandomTypes;
import org.parquetext.integration.random.RandomValues;

/** A column of random type, name and nullability, whose values may repeat in some way. */
final class RandomColumn {
  /** The types whose values ScalaCheck makes. */
  private static final List<DataType> ARBITRARY =
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
          DataTypes.TimestampType);

  private static final List<String> NAMES = List.of("x", "two words ", "cost $", "größe", "a.b");
  private static final int MAX_DEPTH = 3;
  private static final double EXTREME_FRACTION = 0.1;

  /** How values follow each other. */
  private enum Shape {
    FRESH,
    FEW,
    RUNS,
    CONSTANT
  }

  private final Random random;
  private final RandomValues values;
  private final DataType type;
  private final StructField field;
  private final Shape shape;
  private final double nullFraction;
  private final int distinct;
  private final List<Object> pool = new ArrayList<>();
  private Object previous;

  RandomColumn(Random random, int index) {
    this.random = random;
    this.values = new RandomValues(random);
    RandomTypes types = new RandomTypes(random);
    this.type = random.nextInt(3) == 0 ? types.nested(MAX_DEPTH) : types.leaf();
    boolean nullable = types.nullable(type);
    String name = NAMES.get(random.nextInt(NAMES.size())) + index;
    this.field = DataTypes.createStructField(name, type, nullable);
    this.shape = Shape.values()[random.nextInt(Shape.values().length)];
    this.nullFraction = nullable ? Math.pow(random.nextDouble(), 2) : 0;
    this.distinct = 1 + random.nextInt(300);
  }

  StructField field() {
    return field;
  }

  /** Whether the values come from outside, else the column makes them itself. */
  boolean isArbitrary() {
    return ARBITRARY.contains(type);
  }

  /** The next value, made from an arbitrary one of the column's type if it is of use. */
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
    if (!isArbitrary()) {
      return values.value(type);
    }
    if (arbitrary == null || random.nextDouble() < EXTREME_FRACTION) {
      List<Object> extremes = Extremes.of(type);
      return extremes.get(random.nextInt(extremes.size()));
    }
    return arbitrary;
  }
}
