package org.parquetext.options;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A key that can be set on a write: an option and, for {@code key#column.path}, the column.
 *
 * @param column the column path in the case it was given, or null for the whole write
 */
record OptionKey(WriteOption option, String column) {

  private static final char COLUMN_MARK = '#';

  /** The part of a key that names the option. */
  static String name(String key) {
    int mark = key.indexOf(COLUMN_MARK);
    return mark < 0 ? key : key.substring(0, mark);
  }

  /**
   * Resolves a key.
   *
   * @throws IllegalArgumentException if it names no option that can be set on a write, or a column
   *     for an option that has none
   */
  static OptionKey parse(String key) {
    WriteOption option = WriteOption.find(key).orElseThrow(() -> unknown(key));
    if (option.scope() == OptionScope.EXECUTOR) {
      throw new IllegalArgumentException(
          "Option `%s` holds for a whole executor: set it in the configuration of the application,"
                  .formatted(option.key())
              + " not on a write");
    }
    int mark = key.indexOf(COLUMN_MARK);
    if (mark < 0) {
      return new OptionKey(option, null);
    }
    String column = key.substring(mark + 1);
    if (!option.perColumn()) {
      throw new IllegalArgumentException(
          "Option `%1$s` cannot be set for one column (`%2$s`): set `%1$s` for the whole write"
              .formatted(option.key(), column));
    }
    if (column.isBlank()) {
      throw new IllegalArgumentException(
          "Option `%1$s#` names no column: set `%1$s#column.path`, or `%1$s` for the whole write"
              .formatted(option.key()));
    }
    return new OptionKey(option, column);
  }

  /** The key as it is documented, with the column if there is one. */
  String text() {
    return column == null ? option.key() : option.key() + COLUMN_MARK + column;
  }

  /** Never shows a value: that of a stranger may be a secret. */
  private static IllegalArgumentException unknown(String key) {
    if (WriteOption.isPlanned(key)) {
      return new IllegalArgumentException("Option `%s` %s".formatted(key, PlannedOptions.REFUSAL));
    }
    Optional<String> nearest = WriteOption.nearest(key);
    if (nearest.filter(WriteOption::isPlanned).isPresent()) {
      return new IllegalArgumentException(
          "Unknown option `%s`; `%s`, if meant, %s"
              .formatted(key, nearest.get(), PlannedOptions.REFUSAL));
    }
    return new IllegalArgumentException(
        nearest
            .map(name -> "Unknown option `%s`: did you mean `%s`?".formatted(key, name))
            .orElseGet(() -> "Unknown option `%s`: use one of %s".formatted(key, settableKeys())));
  }

  private static String settableKeys() {
    return Arrays.stream(WriteOption.values())
        .filter(option -> option.scope() != OptionScope.EXECUTOR)
        .map(WriteOption::key)
        .collect(Collectors.joining(", "));
  }
}
