package org.parquetext.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The registry: every option that this version honours. Keys are compared without regard to case.
 *
 * <p>Options that are planned but not built are known by name only, so that setting one is refused
 * instead of being taken for a stranger ({@link #isPlanned}).
 */
public enum WriteOption {
  COMPRESSION(
      "compression",
      OptionScope.COLUMN,
      OptionType.CODEC,
      "snappy",
      "Page compression: none, uncompressed, snappy, gzip, zstd, lz4_raw, lz4 (Hadoop's framing, as"
          + " Spark writes it), or brotli when `com.aayushatharva.brotli4j:brotli4j` is on the class"
          + " path",
      "parquet.compression",
      "spark.sql.parquet.compression.codec"),
  COMPRESSION_LEVEL(
      "compressionLevel",
      OptionScope.COLUMN,
      OptionType.LEVEL,
      "zstd 3, gzip 6, brotli 1",
      "Level of the codec: zstd up to 22, negative ones being faster still; gzip 1 to 9; brotli 0 to"
          + " 11. Refused for a codec without levels",
      "parquet.compression.codec.zstd.level"),
  ROW_GROUP_SIZE_BYTES(
      "rowGroupSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "128m",
      "Bytes of a row group: compressed finished pages plus open pages, as parquet-java counts them",
      new Range(64, Long.MAX_VALUE),
      "parquet.block.size"),
  ROW_GROUP_MAX_ROWS(
      "rowGroupMaxRows",
      OptionScope.WRITE,
      OptionType.COUNT,
      "2147483647",
      "Rows of a row group",
      new Range(1, Integer.MAX_VALUE),
      "parquet.block.row.count.limit"),
  TARGET_FILE_SIZE_BYTES(
      "targetFileSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1g",
      "Bytes of a file; the next row group goes into a new one. `0` never starts a new file",
      new Range(0, Long.MAX_VALUE)),
  MAX_RECORDS_PER_FILE(
      "maxRecordsPerFile",
      OptionScope.WRITE,
      OptionType.COUNT,
      "0",
      "Rows of a file, exactly. Unlimited if `0` or less",
      new Range(Long.MIN_VALUE, Long.MAX_VALUE),
      "spark.sql.files.maxRecordsPerFile"),
  PAGE_SIZE_BYTES(
      "pageSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1m",
      "Bytes of a data page before compression",
      new Range(64, 1 << 30),
      "parquet.page.size"),
  PAGE_ROW_LIMIT(
      "pageRowLimit",
      OptionScope.WRITE,
      OptionType.COUNT,
      "20000",
      "Rows of a data page",
      new Range(1, Integer.MAX_VALUE),
      "parquet.page.row.count.limit"),
  DICTIONARY_PAGE_SIZE_BYTES(
      "dictionaryPageSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1m",
      "Bytes of a dictionary before compression; a column that needs more gives its dictionary up",
      new Range(64, 1 << 30),
      "parquet.dictionary.page.size"),
  DICTIONARY_ENABLED(
      "dictionaryEnabled",
      OptionScope.COLUMN,
      OptionType.FLAG,
      "true",
      "Whether a dictionary is tried",
      "parquet.enable.dictionary"),
  ENCODER_PARALLELISM(
      "encoderParallelism",
      OptionScope.WRITE,
      OptionType.COUNT,
      "0",
      "Most columns that one task of this write encodes at a time. `0` is the size of the pool",
      new Range(0, Integer.MAX_VALUE)),
  UNKNOWN_OPTIONS(
      "unknownOptions",
      OptionScope.WRITE,
      OptionType.UNKNOWN_OPTIONS,
      "warn",
      "What an unknown option does: `warn` logs it, `fail` fails the write. A near miss of a known"
          + " option always fails"),

  ENCODER_THREADS(
      "spark.parquetext.encoder.threads",
      OptionScope.EXECUTOR,
      OptionType.COUNT,
      "the executor's cores",
      "Threads of the executor's encoding pool. Outside Spark: the environment variable"
          + " `"
          + WriteOption.ENCODER_THREADS_ENVIRONMENT
          + "`",
      new Range(1, 1024)),
  MAX_BUFFERED_BYTES(
      "spark.parquetext.memory.maxBufferedBytes",
      OptionScope.EXECUTOR,
      OptionType.SIZE,
      "a quarter of the executor's heap",
      "Bytes that all writes of an executor may hold in batches and encoded columns",
      new Range(1 << 20, Long.MAX_VALUE));

  /** The environment variable that sets {@link #ENCODER_THREADS} outside Spark. */
  public static final String ENCODER_THREADS_ENVIRONMENT = "PARQUET_EXT_ENCODER_THREADS";

  private final String key;
  private final OptionScope scope;
  private final OptionType type;
  private final String defaultText;
  private final String documentation;
  private final Range range;
  private final List<String> builtInKeys;

  WriteOption(
      String key,
      OptionScope scope,
      OptionType type,
      String defaultText,
      String documentation,
      String... builtInKeys) {
    this(
        key,
        scope,
        type,
        defaultText,
        documentation,
        new Range(Integer.MIN_VALUE, Integer.MAX_VALUE),
        builtInKeys);
  }

  WriteOption(
      String key,
      OptionScope scope,
      OptionType type,
      String defaultText,
      String documentation,
      Range range,
      String... builtInKeys) {
    this.key = key;
    this.scope = scope;
    this.type = type;
    this.defaultText = defaultText;
    this.documentation = documentation;
    this.range = range;
    this.builtInKeys = List.of(builtInKeys);
  }

  /** The option of a key, in any case; the {@code #column.path} of a key is not looked at. */
  public static Optional<WriteOption> find(String key) {
    String name = OptionKey.name(key);
    return Arrays.stream(values()).filter(option -> option.key.equalsIgnoreCase(name)).findFirst();
  }

  /** Whether the key names an option that is planned, but not available in this version. */
  public static boolean isPlanned(String key) {
    return PlannedOptions.contains(OptionKey.name(key));
  }

  /**
   * The name of the registered or planned option that the key probably means: equal but for case
   * and the characters {@code _ - .}, or at most two typing errors away (one, for short names).
   */
  public static Optional<String> nearest(String key) {
    return NearMiss.find(OptionKey.name(key));
  }

  /** The key as it is documented. */
  public String key() {
    return key;
  }

  /** Where the option can be set. */
  public OptionScope scope() {
    return scope;
  }

  /** Whether {@code key#column.path} sets the option for one column. */
  public boolean perColumn() {
    return scope == OptionScope.COLUMN;
  }

  /** How a value is read. */
  public OptionType type() {
    return type;
  }

  /** The value that holds when nothing is set, or, if it holds a space, what decides it. */
  public String defaultText() {
    return defaultText;
  }

  /** What the option does, in Markdown. */
  public String documentation() {
    return documentation;
  }

  /**
   * Keys of Spark's own Parquet writer that mean the same, strongest first. They hold when the
   * option is not set; nothing in this package reads them.
   */
  public List<String> builtInKeys() {
    return builtInKeys;
  }

  /**
   * The checked value of a numeric option.
   *
   * @throws IllegalArgumentException if the value is no number or out of range
   * @throws IllegalStateException if the option is not numeric
   */
  public long number(String value) {
    return number(key, value);
  }

  /**
   * Like {@link #number(String)}; the message names the key, or whatever else it was, as it was
   * set.
   */
  public long number(String setKey, String value) {
    long number;
    try {
      number = type.number(value);
    } catch (NumberFormatException e) {
      throw wrongValue(setKey, value, e);
    }
    if (number < range.min) {
      throw outOfRange(setKey, "at least " + range.min, value);
    }
    if (number > range.max) {
      throw outOfRange(setKey, "at most " + range.max, value);
    }
    return number;
  }

  /** The failure of a value that is not of the option's type. */
  IllegalArgumentException wrongValue(String setKey, String value, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "Option `%s` must be %s but was `%s`".formatted(setKey, type.description(), value), cause);
  }

  private static IllegalArgumentException outOfRange(String setKey, String bound, String value) {
    return new IllegalArgumentException(
        "Option `%s` must be %s but was %s".formatted(setKey, bound, value.trim()));
  }

  private record Range(long min, long max) {}
}
