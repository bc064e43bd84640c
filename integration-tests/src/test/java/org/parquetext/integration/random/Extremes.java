package org.parquetext.integration.random;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.VarcharType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** The values of a type without fields or elements at which code goes wrong. */
public final class Extremes {
  private static final List<Instant> INSTANTS =
      List.of(
          Instant.EPOCH,
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"),
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("1582-10-15T00:00:00Z"),
          Instant.parse("-5000-03-01T12:00:00.000001Z"));

  /**
   * Negative, signalling and with a payload. Not the usual one as well: the built-in writer's
   * dictionary would hold each, though as the same bits, and sooner outgrow its limit.
   */
  private static final float FLOAT_NAN = Float.intBitsToFloat(0xFF95_BD4B);

  /** As the float. */
  private static final double DOUBLE_NAN = Double.longBitsToDouble(0xFFF2_B7A9_6000_0001L);

  private Extremes() {}

  /** At least one value, in the form that a {@code Row} holds it. */
  public static List<Object> of(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimals(decimal);
    }
    if (type instanceof StringType) {
      return texts(type);
    }
    if (type instanceof VariantType) {
      return Variants.EXTREMES;
    }
    return switch (type.typeName()) {
      case "boolean" -> List.of(true, false);
      case "byte" -> List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE);
      case "short" -> List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE);
      case "integer" -> List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
      case "long" -> List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
      case "float" ->
          List.of(
              FLOAT_NAN, -0.0f, 0.0f, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE);
      case "double" ->
          List.of(
              DOUBLE_NAN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE);
      case "binary" -> List.of(new byte[0], new byte[70], filled(8), filled(64), filled(200));
      default -> datesAndTimes(type);
    };
  }

  /** Text of limited length has it at most, and of fixed length exactly, in code points. */
  private static List<Object> texts(DataType type) {
    if (type instanceof CharType fixed) {
      return List.of(" ".repeat(fixed.length()), "👩".repeat(fixed.length()));
    }
    if (type instanceof VarcharType limited) {
      return List.of("", "\u0000", "ä", "👩".repeat(limited.length()));
    }
    return List.of("", "\u0000", "ä漢👩", "\uDBFF\uDFFF".repeat(20), "z".repeat(1_000));
  }

  static BigInteger largestUnscaled(DecimalType type) {
    return BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
  }

  private static List<Object> decimals(DecimalType type) {
    BigDecimal largest = new BigDecimal(largestUnscaled(type), type.scale());
    BigDecimal smallest = BigDecimal.valueOf(1, type.scale());
    return List.of(
        largest,
        largest.negate(),
        smallest,
        smallest.negate(),
        BigDecimal.valueOf(0, type.scale()));
  }

  private static List<Object> datesAndTimes(DataType type) {
    if (type.equals(DataTypes.DateType)) {
      return INSTANTS.stream().map(Extremes::date).map(Object.class::cast).toList();
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return INSTANTS.stream().map(Extremes::local).map(Object.class::cast).toList();
    }
    if (type.equals(DataTypes.TimestampType)) {
      return List.copyOf(INSTANTS);
    }
    if (TimesOfDay.isTime(type)) {
      return List.of(LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.of(23, 59, 59, 999_999_000));
    }
    if (type instanceof YearMonthIntervalType) {
      return List.of(
          Period.ofMonths(Integer.MIN_VALUE), Period.ZERO, Period.ofMonths(Integer.MAX_VALUE));
    }
    if (type instanceof DayTimeIntervalType) {
      return List.of(micros(Long.MIN_VALUE), Duration.ZERO, micros(Long.MAX_VALUE));
    }
    throw new IllegalArgumentException("No extremes of " + type);
  }

  private static LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xFF);
    return bytes;
  }
}
