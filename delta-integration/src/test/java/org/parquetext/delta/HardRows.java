package org.parquetext.delta;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of every type that a Delta table has, in files whose statistics are easily wrong: nothing
 * but nulls or NaN, both zeros, strings as long as the prefix, characters that cannot be increased,
 * dates and times long ago.
 */
final class HardRows {

  static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));
  private static final String SMILE = "\ud83d\ude00";

  private static final StructType INNER =
      new StructType()
          .add("n", DataTypes.IntegerType)
          .add("text", DataTypes.StringType)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType))
          .add(
              "deep",
              new StructType().add("d", DataTypes.DoubleType).add("b", DataTypes.BinaryType))
          .add("flags", new StructType().add("flag", DataTypes.BooleanType));

  /** All columns; fewer leaves than are indexed by default. */
  static final StructType SCHEMA =
      new StructType()
          .add("bytes", DataTypes.ByteType)
          .add("shorts", DataTypes.ShortType)
          .add("ints", DataTypes.IntegerType)
          .add("longs", DataTypes.LongType)
          .add("floats", DataTypes.FloatType)
          .add("doubles", DataTypes.DoubleType)
          .add("small", DataTypes.createDecimalType(9, 2))
          .add("middle", DataTypes.createDecimalType(18, 10))
          .add("large", DataTypes.createDecimalType(38, 37))
          .add("days", DataTypes.DateType)
          .add("times", DataTypes.TimestampType)
          .add("local", DataTypes.TimestampNTZType)
          .add("text", DataTypes.StringType)
          .add("raw", DataTypes.BinaryType)
          .add("flag", DataTypes.BooleanType)
          .add("list", DataTypes.createArrayType(DataTypes.StringType))
          .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
          .add("inner", INNER)
          .add("with.dot", DataTypes.LongType);

  private static final String[] TEXTS = {
    "",
    "a",
    "~",
    "\u007f",
    "\u00e9",
    "\u4e2d",
    SMILE,
    LAST,
    "\u0000",
    "\"\\\n",
    "x".repeat(31),
    "x".repeat(32),
    "x".repeat(33),
    "x".repeat(64),
    "x".repeat(65),
    "x".repeat(31) + SMILE,
    "x".repeat(31) + SMILE + "y",
    "x".repeat(32) + LAST + "y",
    "x".repeat(32) + "\u007f",
    "x".repeat(32) + "~",
    LAST.repeat(15),
    LAST.repeat(16),
    LAST.repeat(17),
    LAST.repeat(32),
    LAST.repeat(33),
    LAST.repeat(40) + "a",
    "x".repeat(32) + LAST.repeat(15) + "y",
    "x".repeat(32) + LAST.repeat(17) + "y",
    "\u4e2d".repeat(33),
    "\u4e2d".repeat(100_000),
    SMILE.repeat(33)
  };

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.5,
    -1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.1,
    1e10,
    123456789.123
  };

  private static final Instant[] INSTANTS = {
    Instant.EPOCH,
    Instant.parse("1969-12-31T23:59:59.999999Z"),
    Instant.parse("1969-12-31T23:59:59.999001Z"),
    Instant.parse("1883-11-18T12:03:58.123456Z"),
    Instant.parse("1582-10-10T00:00:00.000001Z"),
    Instant.parse("1500-02-28T23:00:00Z"),
    Instant.parse("0001-01-02T00:00:00Z"),
    Instant.parse("9999-12-30T23:59:59.999999Z"),
    Instant.parse("2038-01-19T03:14:07.999Z")
  };

  private HardRows() {}

  /** The rows of some files: files of one hard value each, then files of random ones. */
  static List<List<Row>> files(Random random, int randomFiles) {
    List<List<Row>> files = new ArrayList<>();
    files.add(List.of(nulls()));
    files.add(List.of(nulls(), emptyContainers(), nulls()));
    for (int i = 0; i < Math.max(TEXTS.length, DOUBLES.length); i++) {
      Row row = row(i, i, i);
      files.add(List.of(row));
      files.add(List.of(row, nulls(), row(i + 1, i + 1, i + 1)));
    }
    for (int file = 0; file < randomFiles; file++) {
      files.add(random(random));
    }
    return files;
  }

  /** Rows of few or many values. */
  private static List<Row> random(Random random) {
    int kinds = 1 + random.nextInt(TEXTS.length);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(
          random.nextInt(10) == 0
              ? random.nextBoolean() ? nulls() : emptyContainers()
              : row(random.nextInt(kinds), random.nextInt(kinds), random.nextInt()));
    }
    return rows;
  }

  private static Row nulls() {
    return RowFactory.create(new Object[SCHEMA.length()]);
  }

  private static Row emptyContainers() {
    Object[] values = new Object[SCHEMA.length()];
    values[SCHEMA.fieldIndex("list")] = new Object[0];
    values[SCHEMA.fieldIndex("map")] = CollectionConverters.asScala(Map.of());
    values[SCHEMA.fieldIndex("inner")] = RowFactory.create(null, null, null, null, null);
    return RowFactory.create(values);
  }

  private static Row row(int text, int number, int any) {
    double floating = DOUBLES[number % DOUBLES.length];
    Instant instant = INSTANTS[number % INSTANTS.length];
    LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    String string = TEXTS[text % TEXTS.length];
    Map<String, Long> map = new HashMap<>();
    map.put(string, number % 2 == 0 ? null : 1L);
    return RowFactory.create(
        (byte) any,
        (short) (any * 31),
        any * 12_345_677,
        any * 0x9E3779B97F4A7C15L,
        (float) floating,
        floating,
        new BigDecimal(BigInteger.valueOf(any % 1_000_000_000), 2),
        new BigDecimal(BigInteger.valueOf(any * 1_000_003L), 10),
        new BigDecimal(BigInteger.valueOf(any).pow(3).add(BigInteger.TEN.pow(37)), 37),
        local.toLocalDate(),
        instant,
        local,
        string,
        string.getBytes(StandardCharsets.UTF_8),
        number % 2 == 0,
        number % 3 == 0 ? null : new Object[] {string, null},
        number % 4 == 0 ? null : CollectionConverters.asScala(map),
        number % 5 == 0
            ? null
            : RowFactory.create(
                any,
                string,
                number % 2 == 0 ? null : new Object[] {1, null},
                number % 3 == 0 ? null : RowFactory.create(floating, null),
                RowFactory.create(true)),
        (long) number);
  }
}
