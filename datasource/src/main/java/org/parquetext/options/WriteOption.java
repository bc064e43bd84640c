package org.parquetext.options;

import java.io.Serializable;
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
          + " Spark writes it), or brotli when `com.aayushatharva.brotli4j:brotli4j` is on the"
          + " class path",
      "parquet.compression",
      "spark.sql.parquet.compression.codec"),
  COMPRESSION_LEVEL(
      "compressionLevel",
      OptionScope.COLUMN,
      OptionType.LEVEL,
      "zstd 3, gzip 6, brotli 1",
      "Level of the codec: zstd up to 22, negative ones being faster still; gzip 1 to 9; brotli 0"
          + " to 11. Refused for a codec without levels",
      "parquet.compression.codec.zstd.level"),
  PROFILE(
      "profile",
      OptionScope.WRITE,
      OptionType.PROFILE,
      "not set",
      "Codec and level by a name: balanced (zstd 3), maxCompression (zstd 9), fastWrite (snappy),"
          + " fastRead (snappy), archive (zstd 19). A codec or level that is set in the same place,"
          + " a stronger one, or for a column wins over it; it wins over those of weaker places"),
  ROW_GROUP_SIZE_BYTES(
      "rowGroupSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "128m",
      "Bytes of a row group: compressed finished pages plus open pages, as parquet-java counts"
          + " them",
      new NumberRange(64, Long.MAX_VALUE),
      "parquet.block.size"),
  ROW_GROUP_MAX_ROWS(
      "rowGroupMaxRows",
      OptionScope.WRITE,
      OptionType.COUNT,
      "2147483647",
      "Rows of a row group",
      NumberRange.POSITIVE_INT,
      "parquet.block.row.count.limit"),
  TARGET_FILE_SIZE_BYTES(
      "targetFileSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1g",
      "Bytes of a file, within 5 %, footer and indexes included; the last row group of a file is"
          + " cut by what the rows before it became when compressed. Less than 5 % that is left at"
          + " the end joins the file before. No finer than a row, and for targets of a few"
          + " megabytes than the footer and the dictionaries of one row group. `0` never starts a"
          + " new file",
      new NumberRange(0, Long.MAX_VALUE)),
  MAX_RECORDS_PER_FILE(
      "maxRecordsPerFile",
      OptionScope.WRITE,
      OptionType.COUNT,
      "0",
      "Rows of a file, exactly. Unlimited if `0` or less",
      new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE),
      "spark.sql.files.maxRecordsPerFile"),
  ROLLOVER_INTERVAL(
      "rolloverInterval",
      OptionScope.WRITE,
      OptionType.TIME,
      "not set",
      "Time such as `10min` after which a file that has rows is ended, when the next row comes."
          + " With it the same rows may make other files"),
  INACTIVITY_INTERVAL(
      "inactivityInterval",
      OptionScope.WRITE,
      OptionType.TIME,
      "not set",
      "Time such as `30s` without a row after which a file is ended, when the next row comes; it"
          + " goes into another one"),
  PAGE_SIZE_BYTES(
      "pageSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1m",
      "Bytes of a data page before compression",
      new NumberRange(64, 1 << 30),
      "parquet.page.size"),
  PAGE_ROW_LIMIT(
      "pageRowLimit",
      OptionScope.WRITE,
      OptionType.COUNT,
      "20000",
      "Rows of a data page",
      NumberRange.POSITIVE_INT,
      "parquet.page.row.count.limit"),
  DICTIONARY_PAGE_SIZE_BYTES(
      "dictionaryPageSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1m",
      "Bytes of a dictionary before compression; a column that needs more gives its dictionary up",
      new NumberRange(64, 1 << 30),
      "parquet.dictionary.page.size"),
  DICTIONARY_ENABLED(
      "dictionaryEnabled",
      OptionScope.COLUMN,
      OptionType.FLAG,
      "true",
      "Whether a dictionary is tried where `encoding` is auto",
      "parquet.enable.dictionary"),
  ENCODING(
      "encoding",
      OptionScope.COLUMN,
      OptionType.ENCODING,
      "auto",
      "Encoding of the values: auto, PLAIN, RLE_DICTIONARY, DELTA_BINARY_PACKED,"
          + " DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT or RLE. For a column it"
          + " is checked against the column's type; for the whole write it holds for the columns"
          + " whose type has it, and is refused if there is none. auto is what `writerVersion`"
          + " says; a dictionary that was asked for and outgrows its limit ends, PLAIN follows, and"
          + " a metric counts it"),
  BYTE_STREAM_SPLIT(
      "parquet.enable.bytestreamsplit",
      OptionScope.WRITE,
      OptionType.FLAG,
      "false",
      "Whether float and double columns without a dictionary are BYTE_STREAM_SPLIT where `encoding`"
          + " is auto"),
  WRITER_VERSION(
      "writerVersion",
      OptionScope.WRITE,
      OptionType.WRITER_VERSION,
      "v1",
      "Version of data pages and, where `encoding` is auto, encodings: v1 or v2, also PARQUET_1_0"
          + " or PARQUET_2_0. v1 is what parquet-java writes: a dictionary if it pays, else PLAIN."
          + " v2 compresses a sample of each column chunk and takes the smallest of a dictionary,"
          + " PLAIN and, for integers, DELTA_BINARY_PACKED, for byte arrays,"
          + " DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY; booleans are RLE",
      "parquet.writer.version"),
  STATISTICS(
      "statistics",
      OptionScope.COLUMN,
      OptionType.STATISTICS,
      "page",
      "Minimum, maximum and null count: for each page and chunk (page, also true), for the chunk"
          + " only (chunk: no column index), or not at all (none, also false)",
      "parquet.column.statistics.enabled"),
  COLUMN_INDEX_TRUNCATE_LENGTH(
      "parquet.columnindex.truncate.length",
      OptionScope.WRITE,
      OptionType.COUNT,
      "64",
      "Bytes of a minimum or maximum in the column index; longer ones are truncated",
      NumberRange.POSITIVE_INT),
  STATISTICS_TRUNCATE_LENGTH(
      "parquet.statistics.truncate.length",
      OptionScope.WRITE,
      OptionType.COUNT,
      "2147483647",
      "Bytes of a minimum or maximum in the footer; longer ones are truncated",
      NumberRange.POSITIVE_INT),
  BLOOM_FILTER(
      "bloomFilter",
      OptionScope.COLUMN,
      OptionType.FLAG,
      "false",
      "Whether a bloom filter is written. Row groups in which the column is all dictionary-encoded"
          + " have none, nor do BOOLEAN columns",
      "parquet.bloom.filter.enabled"),
  BLOOM_FILTER_FPP(
      "bloomFilterFpp",
      OptionScope.COLUMN,
      OptionType.PROBABILITY,
      "0.01",
      "Probability with which a bloom filter holds a value by mistake, where its size follows from"
          + " it: with `bloomFilterNdv`, or adaptive",
      "parquet.bloom.filter.fpp"),
  BLOOM_FILTER_NDV(
      "bloomFilterNdv",
      OptionScope.COLUMN,
      OptionType.COUNT,
      "not set",
      "Distinct values of a row group that a bloom filter is made for; not set, it has all bytes"
          + " that it may have. Set for a column, it asks for the filter too",
      new NumberRange(1, Long.MAX_VALUE),
      "parquet.bloom.filter.expected.ndv"),
  BLOOM_FILTER_MAX_BYTES(
      "parquet.bloom.filter.max.bytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "1m",
      "Bytes of a bloom filter at most. The filters of a file stay in memory until it is finished",
      NumberRange.POSITIVE_INT),
  BLOOM_FILTER_ADAPTIVE(
      "parquet.bloom.filter.adaptive.enabled",
      OptionScope.WRITE,
      OptionType.FLAG,
      "false",
      "Whether a bloom filter without `bloomFilterNdv` becomes as small as its values allow"),
  BLOOM_FILTER_CANDIDATES(
      "parquet.bloom.filter.candidates.number",
      OptionScope.COLUMN,
      OptionType.COUNT,
      "5",
      "Sizes that are tried for an adaptive bloom filter",
      NumberRange.POSITIVE_INT),
  PAGE_CHECKSUM(
      "parquet.page.write-checksum.enabled",
      OptionScope.WRITE,
      OptionType.FLAG,
      "true",
      "Whether page headers carry a checksum"),
  MAX_PADDING(
      "parquet.writer.max-padding",
      OptionScope.WRITE,
      OptionType.SIZE,
      "8m",
      "Bytes that may be left empty to begin a row group on a block of the file system; only where"
          + " it has blocks (hdfs, webhdfs, viewfs)",
      new NumberRange(0, Integer.MAX_VALUE)),
  SORTING_COLUMNS(
      "sortingColumns",
      OptionScope.WRITE,
      OptionType.SORTING,
      "not set",
      "Columns that the rows of each file are sorted by, after the partition columns: `a, b desc"
          + " nulls last`. Asked of Spark, checked for every row, and recorded in the footer"),
  DISTRIBUTION_MODE(
      "distributionMode",
      OptionScope.WRITE,
      OptionType.DISTRIBUTION,
      "none",
      "How Spark is asked to distribute the rows among the tasks: not at all (none), by partition"
          + " directory (hash), or by ranges of the partition and sorting columns (range). With"
          + " adaptive execution, partitions are split where they are large and put together where"
          + " they are small. Refused for a write without such columns; of the session, it does not"
          + " hold for one"),
  ADVISORY_PARTITION_SIZE_BYTES(
      "advisoryPartitionSizeBytes",
      OptionScope.WRITE,
      OptionType.SIZE,
      "from `targetFileSizeBytes`",
      "With hash or range: bytes of a task's rows, as they are in the shuffle, that adaptive"
          + " execution aims at. Not set, it is `targetFileSizeBytes` times what the rows of the"
          + " last distributed write of this driver to the path took in the shuffle for each byte"
          + " of the files, or times 2 before; Spark's own where files have no such limit",
      new NumberRange(1, Long.MAX_VALUE)),
  FANOUT(
      "fanout",
      OptionScope.WRITE,
      OptionType.FLAG,
      "whether `maxOpenFiles` is set",
      "Whether a task keeps the files of several partition directories open, in place of sorting"
          + " its rows by the partition columns. `false` sorts, whatever `maxOpenFiles` says"),
  MAX_OPEN_FILES(
      "maxOpenFiles",
      OptionScope.WRITE,
      OptionType.COUNT,
      "100 with `fanout`",
      "Directories that a task keeps open. The rows of all others are sorted and written at the end,"
          + " one directory after the other. `0` and `1` mean no fanout, `0` beside `fanout` the"
          + " default",
      new NumberRange(0, Integer.MAX_VALUE),
      "spark.sql.maxConcurrentOutputFileWriters"),
  KEY_VALUE_METADATA(
      "keyValueMetadata",
      OptionScope.ENTRY,
      OptionType.TEXT,
      "not set",
      "An entry of the footer's key/value metadata. Keys of Spark (`org.apache.spark.…`) and of"
          + " parquet-ext (`org.parquetext.…`) are refused"),
  PARTITION_OVERWRITE_MODE(
      "partitionOverwriteMode",
      OptionScope.WRITE,
      OptionType.PARTITION_OVERWRITE,
      "static",
      "What an overwrite with `partitionBy` replaces: static, all that is there; dynamic, the"
          + " partitions that it writes rows to. Without `partitionBy` everything is replaced",
      "spark.sql.sources.partitionOverwriteMode"),
  ENCODER_PARALLELISM(
      "encoderParallelism",
      OptionScope.WRITE,
      OptionType.COUNT,
      "0",
      "Most columns that one task of this write encodes at a time. `0` is the size of the pool",
      new NumberRange(0, Integer.MAX_VALUE)),
  MAX_CONCURRENT_UPLOADS(
      "maxConcurrentUploads",
      OptionScope.WRITE,
      OptionType.COUNT,
      "4 on object stores, 1 elsewhere",
      "Finished files that an executor closes in the background, which on object stores is their"
          + " upload, while the next ones are encoded. While there are so many, a task closes its"
          + " files by itself; `0` does so always",
      new NumberRange(0, Integer.MAX_VALUE)),
  FILE_NAMING(
      "fileNaming",
      OptionScope.WRITE,
      OptionType.FILE_NAMING,
      "spark",
      "Names of files: spark (`part-00000-<uuid>-c000.snappy.parquet`, the write's uuid being of"
          + " version 7, so that younger names sort behind older ones) or uuidv7 (a uuid of each"
          + " file's own instead; refused where a commit protocol is configured, since it names the"
          + " files)"),
  FILE_PREFIX(
      "filePrefix",
      OptionScope.WRITE,
      OptionType.FILE_PREFIX,
      "not set",
      "What the names of files begin with, in front of the rest"),
  COMMIT_PROTOCOL(
      "commitProtocol",
      OptionScope.WRITE,
      OptionType.COMMIT_PROTOCOL,
      "not set",
      "`spark`: by Spark's commit protocol exactly as it is configured. Not set, it is the same but"
          + " on `s3a://` with nothing configured: there the job is committed without renaming"),
  VERIFY(
      "verify",
      OptionScope.WRITE,
      OptionType.VERIFICATION,
      "off",
      "What is read again of each finished file, by parquet-java, before it may be committed: off,"
          + " footer, or full (also the indexes and every page: rows, nulls and a hash of each column"
          + " chunk, taken before it was encoded, must match). What differs fails the task. Refused"
          + " where files cannot be read before the job commits (S3A's magic and staging"
          + " committers), full also where parquet-java cannot read the codec"),
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
      new NumberRange(1, 1024)),
  MAX_BUFFERED_BYTES(
      "spark.parquetext.memory.maxBufferedBytes",
      OptionScope.EXECUTOR,
      OptionType.SIZE,
      "a quarter of the executor's heap",
      "Bytes that all writes of an executor may hold in batches and encoded columns",
      new NumberRange(1 << 20, Long.MAX_VALUE));

  /** The environment variable that sets {@link #ENCODER_THREADS} outside Spark. */
  public static final String ENCODER_THREADS_ENVIRONMENT = "PARQUET_EXT_ENCODER_THREADS";

  private final String key;
  private final OptionScope scope;
  private final OptionType type;
  private final String defaultText;
  private final String documentation;
  private final NumberRange range;
  private final List<String> builtInKeys;

  WriteOption(
      String key,
      OptionScope scope,
      OptionType type,
      String defaultText,
      String documentation,
      String... builtInKeys) {
    this(key, scope, type, defaultText, documentation, NumberRange.INT, builtInKeys);
  }

  WriteOption(
      String key,
      OptionScope scope,
      OptionType type,
      String defaultText,
      String documentation,
      NumberRange range,
      String... builtInKeys) {
    this.key = key;
    this.scope = scope;
    this.type = type;
    this.defaultText = defaultText;
    this.documentation = documentation;
    this.range = range;
    this.builtInKeys = key.startsWith("parquet.") ? List.of(key) : List.of(builtInKeys);
  }

  /**
   * The option of a key, in any case; the {@code #column.path} or {@code .<name>} of a key is not
   * looked at.
   */
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
    return NearMiss.findEntry(key).or(() -> NearMiss.find(OptionKey.name(key)));
  }

  /** Whether the key is one of those that {@code key.<name>} sets, but for typing errors. */
  public static boolean isMisspeltEntry(String key) {
    return find(key).isEmpty() && NearMiss.findEntry(key).isPresent();
  }

  /** The key as keys are compared: without the case of the option's name. */
  public static String canonical(String key) {
    return OptionKey.canonical(key);
  }

  /** The key; for an option of many entries, what stands before the dot. */
  public String key() {
    return key;
  }

  /** The key as it is shown: {@code key}, or {@code key.<key>} for an option of many entries. */
  public String documentedKey() {
    return scope == OptionScope.ENTRY ? key + ".<key>" : key;
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
   * Keys of Spark's own Parquet writer that mean the same, strongest first; the option's own key
   * where it has no other name. They hold when the option is not set; nothing in this package reads
   * them.
   */
  public List<String> builtInKeys() {
    return builtInKeys;
  }

  /** Whether {@link #defaultText()} is a value, not a description of what decides. */
  boolean hasDefaultValue() {
    return defaultText.indexOf(' ') < 0;
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
    if (!type.isNumeric()) {
      throw new IllegalStateException(key + " is not numeric");
    }
    return (Long) read(setKey, value);
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
