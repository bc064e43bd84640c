package org.parquetext.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as Spark 4.2 reads them ({@code JavaUtils.byteStringAs}; 4.0 lacks the units with an i):
 * digits and an optional unit of 1,024 steps in any case, b, k, m, g, t or p, each but b also
 * followed by {@code b}, {@code i} or {@code ib}. Without a unit the number counts bytes. Fractions
 * are refused, as in Spark.
 */
final class ByteSize {

  private static final Pattern SIZE = Pattern.compile("(\\d+)(?:b|([kmgtp])i?b?)?");
  private static final String UNITS = "kmgtp";

  private ByteSize() {}

  /**
   * The number of bytes.
   *
   * @throws NumberFormatException if the text is no size, or more bytes than a long holds
   */
  static long parse(String text) {
    Matcher size = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new NumberFormatException(text);
    }
    long number = Long.parseLong(size.group(1));
    int shift = size.group(2) == null ? 0 : 10 * (UNITS.indexOf(size.group(2)) + 1);
    if (number > Long.MAX_VALUE >> shift) {
      throw new NumberFormatException(text);
    }
    return number << shift;
  }
}
