package org.parquetext.spark.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A minimum or maximum as reports have it: by the logical type, in the forms of ISO 8601 and of
 * Java, without exponents for decimals; bytes in hexadecimal digits.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet's
 *     logical types</a>
 */
final class BoundText {

  private static final long NANOS_OF_DAY = LocalTime.MAX.toNanoOfDay();

  private BoundText() {}

  /**
   * The text of a value.
   *
   * @param value as parquet-java's statistics have it
   * @return empty if the value is none of the type
   */
  static Optional<String> of(PrimitiveType type, Object value) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return Optional.of(new BigDecimal(unscaled(value), decimal.getScale()).toPlainString());
    }
    return value instanceof Binary bytes ? ofBytes(logical, bytes) : ofNumber(logical, value);
  }

  private static BigInteger unscaled(Object value) {
    return value instanceof Binary bytes
        ? new BigInteger(bytes.getBytes())
        : BigInteger.valueOf(((Number) value).longValue());
  }

  private static Optional<String> ofNumber(LogicalTypeAnnotation logical, Object value) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Optional.of(LocalDate.ofEpochDay((Integer) value).toString());
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return Optional.of(timestamp((Long) value, timestamp));
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return time(((Number) value).longValue(), time.getUnit());
    }
    if (logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
      return Optional.of(
          value instanceof Integer small
              ? Integer.toUnsignedString(small)
              : Long.toUnsignedString((Long) value));
    }
    return Optional.of(value.toString());
  }

  private static String timestamp(long value, TimestampLogicalTypeAnnotation type) {
    OffsetDateTime time = Instant.EPOCH.plus(value, unit(type.getUnit())).atOffset(ZoneOffset.UTC);
    String local = time.toLocalDate() + "T" + text(time.toLocalTime(), type.getUnit());
    return type.isAdjustedToUTC() ? local + "Z" : local;
  }

  private static Optional<String> time(long value, TimeUnit unit) {
    long most = NANOS_OF_DAY / unit(unit).getDuration().toNanos();
    return value < 0 || value > most
        ? Optional.empty()
        : Optional.of(
            text(LocalTime.ofNanoOfDay(value * unit(unit).getDuration().toNanos()), unit));
  }

  /** With all digits of the unit, so that texts sort as times do. */
  private static String text(LocalTime time, TimeUnit unit) {
    int digits =
        switch (unit) {
          case MILLIS -> 3;
          case MICROS -> 6;
          case NANOS -> 9;
        };
    String nanos = String.format(Locale.ROOT, "%09d", time.getNano());
    return String.format(Locale.ROOT, "%tT.%s", time, nanos.substring(0, digits));
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static Optional<String> ofBytes(LogicalTypeAnnotation logical, Binary value) {
    if (logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return decoded(value.getBytes());
    }
    if (logical instanceof UUIDLogicalTypeAnnotation) {
      ByteBuffer bytes = value.toByteBuffer();
      return Optional.of(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }
    return Optional.of(HexFormat.of().formatHex(value.getBytes()));
  }

  private static Optional<String> decoded(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      // It is no text, and has no place among texts.
      return Optional.empty();
    }
  }
}
