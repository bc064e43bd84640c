package org.parquetext.options;

/** The numbers that a numeric option may have, both ends included. */
record NumberRange(long min, long max) {

  static final NumberRange INT = new NumberRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /**
   * Checks a number.
   *
   * @param key the key as it was set
   * @param text the value as it was set
   * @throws IllegalArgumentException if the number is out of range
   */
  void check(String key, String text, long number) {
    if (number < min) {
      throw outOfRange(key, "at least " + min, text);
    }
    if (number > max) {
      throw outOfRange(key, "at most " + max, text);
    }
  }

  private static IllegalArgumentException outOfRange(String key, String bound, String text) {
    return new IllegalArgumentException(
        "Option `%s` must be %s but was %s".formatted(key, bound, text.trim()));
  }
}
