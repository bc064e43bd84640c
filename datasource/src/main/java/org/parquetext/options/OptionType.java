package org.parquetext.options;

import java.io.Serializable;
import java.util.Locale;
import java.util.function.Function;

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
  PROFILE("a profile", Profile::parse),
  TEXT("a text", text -> text),
  SORTING("a list of columns", SortingColumn::parse),
  ENCODING("an encoding", ColumnEncoding::parse),
  STATISTICS("`page`, `chunk` or `none`", StatisticsLevel::parse),
  WRITER_VERSION("`v1` or `v2`", WriterVersion::parse),
  FILE_NAMING("`spark` or `uuidv7`", FileNaming::parse),
  FILE_PREFIX(
      "up to 100 letters, digits and `-` `_` `.` that do not begin with `_` or `.`",
      FilePrefix::parse),
  PARTITION_OVERWRITE("`static` or `dynamic`", PartitionOverwrite::parse),
  DISTRIBUTION("`none`, `hash` or `range`", DistributionMode::parse),
  COMMIT_PROTOCOL("`spark`", CommitProtocol::parse),
  VERIFICATION("`off`, `footer` or `full`", Verification::parse),
  UNKNOWN_OPTIONS("`warn` or `fail`", OptionType::unknownOptions);

  private final String description;
  private final Function<String, Serializable> reader;

  OptionType(String description, Function<String, Serializable> reader) {
    this.description = description;
    this.reader = reader;
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

  private static UnknownOptions unknownOptions(String text) {
    return UnknownOptions.valueOf(text.trim().toUpperCase(Locale.ROOT));
  }
}
