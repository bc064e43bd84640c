package org.parquetext.options;

import java.io.Serializable;
import java.util.List;

/**
 * What an option is: where it is set, by which key, and to what. Immutable.
 *
 * @param key for an option of many entries, what stands before the dot
 * @param defaultText the value that holds when nothing is set, or, if it holds a space, what
 *     decides it
 * @param range of a numeric option
 * @param builtInKeys keys of Spark's own writer that mean the same, strongest first
 */
record OptionDefinition(
    String key,
    OptionScope scope,
    OptionType type,
    String defaultText,
    NumberRange range,
    List<String> builtInKeys) {

  /** Keys that begin so are the built-in writer's, and ours too where we have no other name. */
  private static final String BUILT_IN = "parquet.";

  static OptionDefinition ofWrite(String key, OptionType type, String defaultText) {
    return of(key, OptionScope.WRITE, type, defaultText);
  }

  static OptionDefinition ofTable(String key, OptionType type, String defaultText) {
    return of(key, OptionScope.TABLE, type, defaultText);
  }

  static OptionDefinition ofColumn(String key, OptionType type, String defaultText) {
    return of(key, OptionScope.COLUMN, type, defaultText);
  }

  static OptionDefinition ofEntry(String key, OptionType type, String defaultText) {
    return of(key, OptionScope.ENTRY, type, defaultText);
  }

  static OptionDefinition ofExecutor(String key, OptionType type, String defaultText) {
    return of(key, OptionScope.EXECUTOR, type, defaultText);
  }

  private static OptionDefinition of(
      String key, OptionScope scope, OptionType type, String defaultText) {
    List<String> builtInKeys = key.startsWith(BUILT_IN) ? List.of(key) : List.of();
    return new OptionDefinition(key, scope, type, defaultText, NumberRange.INT, builtInKeys);
  }

  /** The same option with numbers from {@code min} on. */
  OptionDefinition atLeast(long min) {
    return between(min, Long.MAX_VALUE);
  }

  /** The same option with numbers in a range, both ends included. */
  OptionDefinition between(long min, long max) {
    NumberRange numbers = new NumberRange(min, max);
    return new OptionDefinition(key, scope, type, defaultText, numbers, builtInKeys);
  }

  /** The same option, which obeys these keys of the built-in writer where it is not set. */
  OptionDefinition obeys(String... keys) {
    return new OptionDefinition(key, scope, type, defaultText, range, List.of(keys));
  }

  /** Whether the default is a value, not a description of what decides. */
  boolean hasDefaultValue() {
    return defaultText.indexOf(' ') < 0;
  }

  /**
   * The checked value of a text.
   *
   * @param setKey the key as it was set, for messages
   * @throws IllegalArgumentException if the text is no value of the option's type, or out of range
   */
  Serializable read(String setKey, String text) {
    Serializable value;
    try {
      value = type.read(text);
    } catch (IllegalArgumentException e) {
      throw wrongValue(setKey, text, e);
    }
    if (type.isNumeric()) {
      range.check(setKey, text, (Long) value);
    }
    return value;
  }

  private IllegalArgumentException wrongValue(
      String setKey, String text, IllegalArgumentException cause) {
    String message =
        type.explainsRefusals()
            ? "Option `%s`: %s".formatted(setKey, cause.getMessage())
            : "Option `%s` must be %s but was `%s`".formatted(setKey, type.description(), text);
    return new IllegalArgumentException(message, cause);
  }
}
