package org.parquetext.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A key that can be set on a write: an option, and the column of {@code key#column.path} or the
 * name of {@code key.<name>}.
 *
 * @param part the column path or name in the case it was given; null for the whole write
 */
record OptionKey(WriteOption option, String part) {

  private static final char COLUMN_MARK = '#';
  private static final char ENTRY_MARK = '.';

  /** Whose footer keys these are is known to readers. */
  private static final List<String> RESERVED = List.of("org.apache.spark.", "org.parquetext.");

  /** The part of a key that names the option. */
  static String name(String key) {
    int end = nameLength(key);
    return end < 0 ? key : key.substring(0, end);
  }

  /** The key as keys are compared: the option's name has no case, a column or entry has. */
  static String canonical(String key) {
    String name = name(key);
    return name.toLowerCase(Locale.ROOT) + key.substring(name.length());
  }

  private static int nameLength(String key) {
    for (WriteOption option : WriteOption.values()) {
      int end = option.key().length();
      if (option.scope() == OptionScope.ENTRY
          && key.length() > end
          && key.charAt(end) == ENTRY_MARK
          && key.regionMatches(true, 0, option.key(), 0, end)) {
        return end;
      }
    }
    return key.indexOf(COLUMN_MARK);
  }

  /**
   * Resolves a key.
   *
   * @throws IllegalArgumentException if it names no option that can be set on a write, or a column
   *     for an option that has none
   */
  static OptionKey parse(String key) {
    WriteOption option = WriteOption.find(key).orElseThrow(() -> unknown(key));
    String name = name(key);
    String part = name.length() == key.length() ? null : key.substring(name.length() + 1);
    return switch (option.scope()) {
      case EXECUTOR ->
          throw new IllegalArgumentException(
              "Option `%s` holds for a whole executor: set it in the configuration of the"
                      .formatted(option.key())
                  + " application, not on a write");
      case ENTRY -> entry(option, key, part);
      case WRITE, TABLE ->
          part == null ? new OptionKey(option, null) : throwNotPerColumn(option, part);
      case COLUMN -> column(option, part);
    };
  }

  private static OptionKey entry(WriteOption option, String key, String name) {
    if (name == null || name.isBlank() || key.charAt(option.key().length()) != ENTRY_MARK) {
      throw new IllegalArgumentException(
          "Option `%s` names no key: set `%s`".formatted(key, option.documentedKey()));
    }
    for (String prefix : RESERVED) {
      if (name.startsWith(prefix)) {
        throw new IllegalArgumentException(
            "Option `%s` cannot be set: keys that begin with `%s` are written by the writer itself. Choose another key"
                .formatted(key, prefix));
      }
    }
    return new OptionKey(option, name);
  }

  private static OptionKey throwNotPerColumn(WriteOption option, String column) {
    throw new IllegalArgumentException(
        "Option `%1$s` cannot be set for one column (`%2$s`): set `%1$s` for the whole write"
            .formatted(option.key(), column));
  }

  private static OptionKey column(WriteOption option, String column) {
    if (column != null && column.isBlank()) {
      throw new IllegalArgumentException(
          "Option `%1$s#` names no column: set `%1$s#column.path`, or `%1$s` for the whole write"
              .formatted(option.key()));
    }
    return new OptionKey(option, column);
  }

  /** The key as it is documented, with the column or name if there is one. */
  String text() {
    char mark = option.scope() == OptionScope.ENTRY ? ENTRY_MARK : COLUMN_MARK;
    return part == null ? option.key() : option.key() + mark + part;
  }

  /** Never shows a value: that of a stranger may be a secret. */
  private static IllegalArgumentException unknown(String key) {
    Optional<String> nearest = WriteOption.nearest(key);
    return new IllegalArgumentException(
        nearest
            .map(name -> "Unknown option `%s`: did you mean `%s`?".formatted(key, name))
            .orElseGet(() -> "Unknown option `%s`: use one of %s".formatted(key, settableKeys())));
  }

  private static String settableKeys() {
    return Arrays.stream(WriteOption.values())
        .filter(option -> option.scope() != OptionScope.EXECUTOR)
        .map(WriteOption::documentedKey)
        .collect(Collectors.joining(", "));
  }
}
