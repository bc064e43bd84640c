package org.parquetext.delta;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.LongBounds;

/**
 * A minimum or a maximum as it stands in the log (Delta protocol, "Per-file Statistics").
 * Immutable.
 *
 * @param value a number without an exponent, or a text
 */
record StatisticsText(String value, Form form) {

  /** The first day that a log can name, and the first one behind the last. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

  private static final LocalDate END = LocalDate.of(10_000, 1, 1);

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  /**
   * Bytes from which on nobody looks at a string: of the shortest characters twice the length of a
   * prefix, and a few more, are within.
   */
  static int maxBytes(int prefixLength) {
    return (int) Math.min(Integer.MAX_VALUE, 8L * prefixLength + 16);
  }

  /**
   * The texts of both bounds.
   *
   * @param prefixLength to which strings are cut
   * @return empty if one of them cannot be said, so that neither is
   */
  static Optional<Bounds> of(ColumnBounds bounds, DataType type, int prefixLength) {
    if (bounds instanceof DoubleBounds doubles) {
      return Optional.of(new Bounds(floating(doubles.min(), type), floating(doubles.max(), type)));
    }
    if (bounds instanceof BytesBounds bytes && !(type instanceof DecimalType)) {
      return strings(bytes, prefixLength);
    }
    if (type instanceof DateType) {
      return dates((LongBounds) bounds);
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return timestamps((LongBounds) bounds, type instanceof TimestampType ? "Z" : "");
    }
    return Optional.of(numbers(bounds, type instanceof DecimalType decimal ? decimal.scale() : 0));
  }

  private static StatisticsText number(String value) {
    return new StatisticsText(value, Form.NUMBER);
  }

  private static StatisticsText text(String value) {
    return new StatisticsText(value, Form.TEXT);
  }

  private static StatisticsText floating(double value, DataType type) {
    String text =
        type instanceof FloatType ? Float.toString((float) value) : Double.toString(value);
    return Double.isNaN(value) || Double.isInfinite(value) ? text(text) : number(text);
  }

  private static Bounds numbers(ColumnBounds bounds, int scale) {
    if (bounds instanceof LongBounds longs) {
      return new Bounds(
          number(BigDecimal.valueOf(longs.min(), scale).toPlainString()),
          number(BigDecimal.valueOf(longs.max(), scale).toPlainString()));
    }
    BytesBounds bytes = (BytesBounds) bounds;
    return new Bounds(
        number(new BigDecimal(new BigInteger(bytes.min()), scale).toPlainString()),
        number(new BigDecimal(new BigInteger(bytes.max()), scale).toPlainString()));
  }

  private static Optional<Bounds> dates(LongBounds days) {
    return days.min() < FIRST_DAY.toEpochDay() || days.max() >= END.toEpochDay()
        ? Optional.empty()
        : Optional.of(
            new Bounds(
                text(LocalDate.ofEpochDay(days.min()).toString()),
                text(LocalDate.ofEpochDay(days.max()).toString())));
  }

  /** Rounded down to milliseconds, also before 1970: readers add one to the maximum. */
  private static Optional<Bounds> timestamps(LongBounds micros, String zone) {
    Instant min = Instant.EPOCH.plus(micros.min(), ChronoUnit.MICROS);
    Instant max = Instant.EPOCH.plus(micros.max(), ChronoUnit.MICROS);
    return min.isBefore(FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant())
            || !max.isBefore(END.atStartOfDay(ZoneOffset.UTC).toInstant())
        ? Optional.empty()
        : Optional.of(
            new Bounds(
                text(MILLISECONDS.format(min.atOffset(ZoneOffset.UTC)) + zone),
                text(MILLISECONDS.format(max.atOffset(ZoneOffset.UTC)) + zone)));
  }

  /** The maximum is null where no prefix of it with something behind is larger. */
  private static Optional<Bounds> strings(BytesBounds bytes, int prefixLength) {
    int cut = maxBytes(prefixLength);
    Optional<String> min = decoded(bytes.min(), cut);
    Optional<String> max = decoded(bytes.max(), cut);
    if (min.isEmpty() || max.isEmpty()) {
      return Optional.empty();
    }
    String least = min.get();
    int characters = Math.min(prefixLength, least.codePointCount(0, least.length()));
    String greatest = StatisticsCollection.truncateMaxStringAgg(prefixLength, max.get());
    return Optional.of(
        new Bounds(
            text(least.substring(0, least.offsetByCodePoints(0, characters))),
            greatest == null ? null : text(greatest)));
  }

  /**
   * The text, without the part of a character that it may have been cut in.
   *
   * @return empty if it is not UTF-8: then it has no place in the order of texts
   */
  private static Optional<String> decoded(byte[] utf8, int cut) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(utf8.length);
    ByteBuffer in = ByteBuffer.wrap(utf8);
    boolean isWhole = utf8.length < cut;
    if (decoder.decode(in, characters, isWhole).isError()) {
      return Optional.empty();
    }
    return Optional.of(characters.flip().toString());
  }

  /** How it stands in JSON. */
  enum Form {
    NUMBER,
    TEXT
  }

  /**
   * Both of a column.
   *
   * @param max null if there is no short one
   */
  record Bounds(StatisticsText min, StatisticsText max) {}
}
