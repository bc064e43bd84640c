package org.parquetext.options;

import java.util.Locale;

/** How the text of an option's value is read. */
public enum OptionType {
  CODEC("a codec"),
  /** The range depends on the codec. */
  LEVEL("a whole number"),
  /** Bytes, see {@link ByteSize}. */
  SIZE("a size such as `64k`, `128m` or `1g`"),
  COUNT("a whole number"),
  FLAG("`true` or `false`"),
  UNKNOWN_OPTIONS("`warn` or `fail`");

  private final String description;

  OptionType(String description) {
    this.description = description;
  }

  /** What a value must be, for messages and documentation: "must be …". */
  public String description() {
    return description;
  }

  /**
   * The number in a value of a numeric type.
   *
   * @throws NumberFormatException if it is none, or beyond a long
   */
  long number(String value) {
    return switch (this) {
      case SIZE -> ByteSize.parse(value);
      case COUNT, LEVEL -> Long.parseLong(value.trim());
      default -> throw new IllegalStateException(this + " is not numeric");
    };
  }

  /**
   * Reads a flag.
   *
   * @throws IllegalArgumentException unless the value is true or false, in any case
   */
  static boolean flag(String value) {
    return switch (value.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  /**
   * Reads {@code warn} or {@code fail}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static UnknownOptions unknownOptions(String value) {
    return UnknownOptions.valueOf(value.trim().toUpperCase(Locale.ROOT));
  }
}
