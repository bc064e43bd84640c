package org.parquetext.options;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the text of an option's value is read. */
public enum OptionType {
  CODEC("a codec", Codec::parse),
  /** The range depends on the codec. */
  LEVEL("a whole number", OptionType::count),
  /** Bytes, see {@link ByteSize}. */
  SIZE("a size such as `64k`, `128m` or `1g`", ByteSize::parse),
  /** Nanoseconds, see {@link TimeSpan}. */
  TIME("a time above zero such as `30s`, `5min` or `1h`", TimeSpan::parseNanos),
  COUNT("a whole number", OptionType::count),
  /** Between 0 and 1, both excluded. */
  PROBABILITY("a number above 0 and below 1", OptionType::probability),
  FLAG("`true` or `false`", OptionType::flag),
  PROFILE("a profile", Profile.class),
  TEXT("a text", text -> text),
  SORTING("a list of columns", SortingColumn::parse),
  ENCODING("an encoding", ColumnEncoding.class),
  STATISTICS("`page`, `chunk` or `none`", StatisticsLevel::parse),
  WRITER_VERSION("`v1` or `v2`", WriterVersion::parse),
  FILE_NAMING(FileNaming.class),
  FILE_PREFIX(
      "up to 100 letters, digits and `-` `_` `.` that do not begin with `_` or `.`",
      FilePrefix::parse),
  PARTITION_OVERWRITE(PartitionOverwrite.class),
  DISTRIBUTION(DistributionMode.class),
  COMMIT_PROTOCOL("`spark` or `delta`", CommitProtocol::parse),
  VERIFICATION(Verification.class),
  UNKNOWN_OPTIONS(UnknownOptions.class);

  private final String description;
  private final Function<String, Serializable> reader;

  OptionType(String description, Function<String, Serializable> reader) {
    this.description = description;
    this.reader = reader;
  }

  /** One of a few constants, which the description lists. */
  <E extends Enum<E>> OptionType(Class<E> constants) {
    this(
        choice(constants),
        text -> constant(constants, text).orElseThrow(() -> new IllegalArgumentException(text)));
  }

  /** One of many constants, which the message of a refused value lists. */
  <E extends Enum<E>> OptionType(String description, Class<E> constants) {
    this(
        description,
        text ->
            constant(constants, text).orElseThrow(() -> notAmong(constants, description, text)));
  }

  /** What a value must be, for messages and documentation: "must be …". */
  public String description() {
    return description;
  }

  /** Whether values are {@code Long}s with a range. */
  boolean isNumeric() {
    return this == SIZE || this == COUNT || this == LEVEL;
  }

  /** Whether the message of a refused value says by itself what the value must be. */
  boolean explainsRefusals() {
    return this == CODEC
        || this == ENCODING
        || this == PROFILE
        || this == SORTING
        || this == COMMIT_PROTOCOL;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if the text is none
   */
  Serializable read(String text) {
    return reader.apply(text);
  }

  private static Long count(String text) {
    return Long.valueOf(text.trim());
  }

  private static Double probability(String text) {
    double number = Double.parseDouble(text.trim());
    if (number > 0 && number < 1) {
      return number;
    }
    throw new IllegalArgumentException(text);
  }

  private static Boolean flag(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** The constant of a name, in any case, as users write it: what its {@code toString} gives. */
  private static <E extends Enum<E>> Optional<E> constant(Class<E> constants, String text) {
    return Arrays.stream(constants.getEnumConstants())
        .filter(constant -> constant.toString().equalsIgnoreCase(text.trim()))
        .findFirst();
  }

  private static String choice(Class<? extends Enum<?>> constants) {
    String names = names(constants, "`, `");
    int last = names.lastIndexOf(", ");
    return "`" + names.substring(0, last) + " or " + names.substring(last + 2) + "`";
  }

  private static IllegalArgumentException notAmong(
      Class<? extends Enum<?>> constants, String description, String text) {
    return new IllegalArgumentException(
        "`%s` is not %s: choose one of %s".formatted(text, description, names(constants, ", ")));
  }

  private static String names(Class<? extends Enum<?>> constants, String separator) {
    return Arrays.stream(constants.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.joining(separator));
  }
}
