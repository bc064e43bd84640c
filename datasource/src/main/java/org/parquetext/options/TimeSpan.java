package org.parquetext.options;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as Spark reads them ({@code JavaUtils.timeStringAs}): digits and one of the units
 * us, ms, s, m, min, h and d, in any case. As what a number without a unit means depends on the key
 * in Spark, it is refused; and so is a span without length.
 */
final class TimeSpan {

  private static final Pattern SPAN = Pattern.compile("(\\d+)([a-z]+)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "us", ChronoUnit.MICROS,
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private TimeSpan() {}

  /**
   * The number of nanoseconds.
   *
   * @throws IllegalArgumentException if the text is no span above zero, or one of some centuries
   */
  static long parseNanos(String text) {
    Matcher span = SPAN.matcher(text.trim().toLowerCase(Locale.ROOT));
    ChronoUnit unit = span.matches() ? UNITS.get(span.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(text);
    }
    try {
      long nanos = unit.getDuration().multipliedBy(Long.parseLong(span.group(1))).toNanos();
      if (nanos > 0) {
        return nanos;
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
    throw new IllegalArgumentException(text);
  }
}
