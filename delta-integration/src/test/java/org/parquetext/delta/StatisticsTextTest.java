package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.delta.StatisticsText.Bounds;
import org.parquetext.delta.StatisticsText.Form;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.LongBounds;

/** Minimum and maximum as the Delta protocol and delta-spark write them. */
class StatisticsTextTest {

  private static final int PREFIX = 32;
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private static Bounds bounds(ColumnBounds bounds, DataType type) {
    return StatisticsText.of(bounds, type, PREFIX).orElseThrow();
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Bounds pair(Form form, String min, String max) {
    return new Bounds(new StatisticsText(min, form), new StatisticsText(max, form));
  }

  @Test
  void integersAreNumbers() {
    assertThat(bounds(new LongBounds(Long.MIN_VALUE, Long.MAX_VALUE), DataTypes.LongType))
        .isEqualTo(pair(Form.NUMBER, "-9223372036854775808", "9223372036854775807"));
    assertThat(bounds(new LongBounds(-128, 0), DataTypes.ByteType))
        .isEqualTo(pair(Form.NUMBER, "-128", "0"));
  }

  @Test
  void decimalsHaveNoExponent() {
    assertThat(bounds(new LongBounds(-1, 100), DataTypes.createDecimalType(18, 10)))
        .isEqualTo(pair(Form.NUMBER, "-0.0000000001", "0.0000000100"));
    BigInteger large = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    byte[] min = large.negate().toByteArray();
    assertThat(
            bounds(
                BytesBounds.of(BytesBounds.Order.NUMBER, min, new byte[16]),
                DataTypes.createDecimalType(38, 37)))
        .isEqualTo(
            pair(
                Form.NUMBER,
                new BigDecimal(large.negate(), 37).toPlainString(),
                "0." + "0".repeat(37)));
  }

  @Test
  void whatIsNoNumberIsAText() {
    assertThat(bounds(new DoubleBounds(-1.5, Double.NaN), DataTypes.DoubleType))
        .isEqualTo(
            new Bounds(
                new StatisticsText("-1.5", Form.NUMBER), new StatisticsText("NaN", Form.TEXT)));
    assertThat(
            bounds(
                new DoubleBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                DataTypes.FloatType))
        .isEqualTo(pair(Form.TEXT, "-Infinity", "Infinity"));
  }

  @Test
  void floatsAreAsShortAsFloatsAre() {
    assertThat(bounds(new DoubleBounds(0.1f, Float.MAX_VALUE), DataTypes.FloatType))
        .isEqualTo(pair(Form.NUMBER, "0.1", "3.4028235E38"));
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01, 9999-12-31, true",
    "0000-12-31, 9999-12-31, false",
    "0001-01-01, +10000-01-01, false"
  })
  void daysThatTheLogCannotNameAreLeftOut(LocalDate min, LocalDate max, boolean named) {
    Optional<Bounds> days =
        StatisticsText.of(
            new LongBounds(min.toEpochDay(), max.toEpochDay()), DataTypes.DateType, PREFIX);
    assertThat(days)
        .isEqualTo(
            named
                ? Optional.of(pair(Form.TEXT, min.toString(), max.toString()))
                : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00.000999Z, 1970-01-01T00:00:00.000",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999",
    "1969-12-31T23:59:59.999001Z, 1969-12-31T23:59:59.999",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999"
  })
  void timestampsAreRoundedDownToMilliseconds(Instant instant, String text) {
    long micros = micros(instant);
    LongBounds one = new LongBounds(micros, micros);
    assertThat(bounds(one, DataTypes.TimestampType))
        .isEqualTo(pair(Form.TEXT, text + "Z", text + "Z"));
    assertThat(bounds(one, DataTypes.TimestampNTZType)).isEqualTo(pair(Form.TEXT, text, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
  void timestampsThatTheLogCannotNameAreLeftOut(Instant instant) {
    long micros = micros(instant);
    LongBounds bounds = new LongBounds(Math.min(0, micros), Math.max(0, micros));
    assertThat(StatisticsText.of(bounds, DataTypes.TimestampType, PREFIX)).isEmpty();
    assertThat(StatisticsText.of(bounds, DataTypes.TimestampNTZType, PREFIX)).isEmpty();
  }

  /** Cut as they come from the tasks, strings have the bounds of the whole ones. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 32, 100})
  void boundsOfStringsAreThoseOfDelta(int prefixLength) {
    String[] characters = {"a", "~", "\u007f", "\u00e9", "\u4e2d", "\ud83d\ude00", LAST, LAST};
    Random random = new Random(17);
    for (int i = 0; i < 3_000; i++) {
      int few = 1 + random.nextInt(characters.length);
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(3 * prefixLength + 6); length > 0; length--) {
        text.append(characters[characters.length - 1 - random.nextInt(few)]);
      }
      assertBounds(text.toString(), prefixLength);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 63, 64, 65, 66, 67})
  void boundsAtTheLengthsThatMatter(int length) {
    assertBounds("x".repeat(length), PREFIX);
    assertBounds("\u007f".repeat(length), PREFIX);
    assertBounds("x".repeat(31) + LAST.repeat(length - 31), PREFIX);
    assertBounds("x".repeat(32) + LAST.repeat(length - 31) + "y", PREFIX);
    assertBounds("x".repeat(31) + "\ud83d\ude00".repeat(length - 31), PREFIX);
  }

  private static void assertBounds(String text, int prefixLength) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(utf8, Math.min(utf8.length, StatisticsText.maxBytes(prefixLength)));
    Bounds bounds =
        StatisticsText.of(
                BytesBounds.of(BytesBounds.Order.UNSIGNED, cut, cut),
                DataTypes.StringType,
                prefixLength)
            .orElseThrow();
    int characters = Math.min(prefixLength, text.codePointCount(0, text.length()));

    assertThat(bounds.min().value())
        .isEqualTo(text.substring(0, text.offsetByCodePoints(0, characters)));
    assertThat(bounds.max() == null ? null : bounds.max().value())
        .isEqualTo(StatisticsCollection.truncateMaxStringAgg(prefixLength, text));
  }

  @Test
  void whatIsNoTextHasNoBounds() {
    byte[] a = {'a'};
    byte[] broken = {'a', (byte) 0xff, 'a'};
    byte[] cutByTheUser = {'a', (byte) 0xe4, (byte) 0xb8};
    for (byte[] bytes : new byte[][] {broken, cutByTheUser}) {
      assertThat(
              StatisticsText.of(
                  BytesBounds.of(BytesBounds.Order.UNSIGNED, a, bytes),
                  DataTypes.StringType,
                  PREFIX))
          .isEmpty();
      assertThat(
              StatisticsText.of(
                  BytesBounds.of(BytesBounds.Order.UNSIGNED, bytes, bytes),
                  DataTypes.StringType,
                  PREFIX))
          .isEmpty();
    }
  }
}
