package org.parquetext.options;

import static org.parquetext.options.OptionDefinition.ofColumn;
import static org.parquetext.options.OptionDefinition.ofEntry;
import static org.parquetext.options.OptionDefinition.ofExecutor;
import static org.parquetext.options.OptionDefinition.ofTable;
import static org.parquetext.options.OptionDefinition.ofWrite;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The registry: every option that this version honours. Keys are compared without regard to case.
 */
public enum WriteOption {
  COMPRESSION(
      ofColumn("compression", OptionType.CODEC, "snappy")
          .obeys("parquet.compression", "spark.sql.parquet.compression.codec"),
      "Page compression: none, uncompressed, snappy, gzip, zstd, lz4_raw, lz4 (Hadoop's framing, as"
          + " Spark writes it), or brotli when `com.aayushatharva.brotli4j:brotli4j` is on the"
          + " class path"),
  COMPRESSION_LEVEL(
      ofColumn("compressionLevel", OptionType.LEVEL, "zstd 3, gzip 6, brotli 1")
          .obeys("parquet.compression.codec.zstd.level"),
      "Level of the codec: zstd up to 22, negative ones being faster still; gzip 1 to 9; brotli 0"
          + " to 11. Refused for a codec without levels"),
  PROFILE(
      ofWrite("profile", OptionType.PROFILE, "not set"),
      "Codec and level by a name: balanced (zstd 3), maxCompression (zstd 9), fastWrite (snappy),"
          + " fastRead (snappy), archive (zstd 19). A codec or level that is set in the same place,"
          + " a stronger one, or for a column wins over it; it wins over those of weaker places"),
  ROW_GROUP_SIZE_BYTES(
      ofWrite("rowGroupSizeBytes", OptionType.SIZE, "128m").atLeast(64).obeys("parquet.block.size"),
      "Bytes of a row group: compressed finished pages plus open pages, as parquet-java counts"
          + " them"),
  ROW_GROUP_MAX_ROWS(
      ofWrite("rowGroupMaxRows", OptionType.COUNT, "2147483647")
          .between(1, Integer.MAX_VALUE)
          .obeys("parquet.block.row.count.limit"),
      "Rows of a row group"),
  TARGET_FILE_SIZE_BYTES(
      ofWrite("targetFileSizeBytes", OptionType.SIZE, "1g").atLeast(0),
      "Bytes of a file, within 5 %, footer and indexes included; the last row group of a file is"
          + " cut by what the rows before it became when compressed. Less than 5 % that is left at"
          + " the end joins the file before. No finer than a row, and for targets of a few"
          + " megabytes than the footer and the dictionaries of one row group. `0` never starts a"
          + " new file"),
  MAX_RECORDS_PER_FILE(
      ofWrite("maxRecordsPerFile", OptionType.COUNT, "0")
          .between(Long.MIN_VALUE, Long.MAX_VALUE)
          .obeys("spark.sql.files.maxRecordsPerFile"),
      "Rows of a file, exactly. Unlimited if `0` or less"),
  ROLLOVER_INTERVAL(
      ofWrite("rolloverInterval", OptionType.TIME, "not set"),
      "Time such as `10min` after which a file that has rows is ended, when the next row comes."
          + " With it the same rows may make other files"),
  INACTIVITY_INTERVAL(
      ofWrite("inactivityInterval", OptionType.TIME, "not set"),
      "Time such as `30s` without a row after which a file is ended, when the next row comes; it"
          + " goes into another one"),
  PAGE_SIZE_BYTES(
      ofWrite("pageSizeBytes", OptionType.SIZE, "1m")
          .between(64, 1 << 30)
          .obeys("parquet.page.size"),
      "Bytes of a data page before compression"),
  PAGE_ROW_LIMIT(
      ofWrite("pageRowLimit", OptionType.COUNT, "20000")
          .between(1, Integer.MAX_VALUE)
          .obeys("parquet.page.row.count.limit"),
      "Rows of a data page"),
  DICTIONARY_PAGE_SIZE_BYTES(
      ofWrite("dictionaryPageSizeBytes", OptionType.SIZE, "1m")
          .between(64, 1 << 30)
          .obeys("parquet.dictionary.page.size"),
      "Bytes of a dictionary before compression; a column that needs more gives its dictionary up"),
  DICTIONARY_ENABLED(
      ofColumn("dictionaryEnabled", OptionType.FLAG, "true").obeys("parquet.enable.dictionary"),
      "Whether a dictionary is tried where `encoding` is auto"),
  ENCODING(
      ofColumn("encoding", OptionType.ENCODING, "auto"),
      "Encoding of the values: auto, PLAIN, RLE_DICTIONARY, DELTA_BINARY_PACKED,"
          + " DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT or RLE. For a column it"
          + " is checked against the column's type; for the whole write it holds for the columns"
          + " whose type has it, and is refused if there is none. auto is what `writerVersion`"
          + " says; a dictionary that was asked for and outgrows its limit ends, PLAIN follows, and"
          + " a metric counts it"),
  BYTE_STREAM_SPLIT(
      ofWrite("parquet.enable.bytestreamsplit", OptionType.FLAG, "false"),
      "Whether float and double columns without a dictionary are BYTE_STREAM_SPLIT where `encoding`"
          + " is auto"),
  WRITER_VERSION(
      ofWrite("writerVersion", OptionType.WRITER_VERSION, "v1").obeys("parquet.writer.version"),
      "Version of data pages and, where `encoding` is auto, encodings: v1 or v2, also PARQUET_1_0"
          + " or PARQUET_2_0. v1 is what parquet-java writes: a dictionary if it pays, else PLAIN."
          + " v2 compresses a sample of each column chunk and takes the smallest of a dictionary,"
          + " PLAIN and, for integers, DELTA_BINARY_PACKED, for byte arrays,"
          + " DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY; booleans are RLE"),
  STATISTICS(
      ofColumn("statistics", OptionType.STATISTICS, "page")
          .obeys("parquet.column.statistics.enabled"),
      "Minimum, maximum and null count: for each page and chunk (page, also true), for the chunk"
          + " only (chunk: no column index), or not at all (none, also false)"),
  COLUMN_INDEX_TRUNCATE_LENGTH(
      ofWrite("parquet.columnindex.truncate.length", OptionType.COUNT, "64")
          .between(1, Integer.MAX_VALUE),
      "Bytes of a minimum or maximum in the column index; longer ones are truncated"),
  STATISTICS_TRUNCATE_LENGTH(
      ofWrite("parquet.statistics.truncate.length", OptionType.COUNT, "2147483647")
          .between(1, Integer.MAX_VALUE),
      "Bytes of a minimum or maximum in the footer; longer ones are truncated"),
  BLOOM_FILTER(
      ofColumn("bloomFilter", OptionType.FLAG, "false").obeys("parquet.bloom.filter.enabled"),
      "Whether a bloom filter is written. Row groups in which the column is all dictionary-encoded"
          + " have none, nor do BOOLEAN columns"),
  BLOOM_FILTER_FPP(
      ofColumn("bloomFilterFpp", OptionType.PROBABILITY, "0.01").obeys("parquet.bloom.filter.fpp"),
      "Probability with which a bloom filter holds a value by mistake, where its size follows from"
          + " it: with `bloomFilterNdv`, or adaptive"),
  BLOOM_FILTER_NDV(
      ofColumn("bloomFilterNdv", OptionType.COUNT, "not set")
          .atLeast(1)
          .obeys("parquet.bloom.filter.expected.ndv"),
      "Distinct values of a row group that a bloom filter is made for; not set, it has all bytes"
          + " that it may have. Set for a column, it asks for the filter too"),
  BLOOM_FILTER_MAX_BYTES(
      ofWrite("parquet.bloom.filter.max.bytes", OptionType.SIZE, "1m")
          .between(1, Integer.MAX_VALUE),
      "Bytes of a bloom filter at most. The filters of a file stay in memory until it is finished"),
  BLOOM_FILTER_ADAPTIVE(
      ofWrite("parquet.bloom.filter.adaptive.enabled", OptionType.FLAG, "false"),
      "Whether a bloom filter without `bloomFilterNdv` becomes as small as its values allow"),
  BLOOM_FILTER_CANDIDATES(
      ofColumn("parquet.bloom.filter.candidates.number", OptionType.COUNT, "5")
          .between(1, Integer.MAX_VALUE),
      "Sizes that are tried for an adaptive bloom filter"),
  PAGE_CHECKSUM(
      ofWrite("parquet.page.write-checksum.enabled", OptionType.FLAG, "true"),
      "Whether page headers carry a checksum"),
  MAX_PADDING(
      ofWrite("parquet.writer.max-padding", OptionType.SIZE, "8m").between(0, Integer.MAX_VALUE),
      "Bytes that may be left empty to begin a row group on a block of the file system; only where"
          + " it has blocks (hdfs, webhdfs, viewfs)"),
  SORTING_COLUMNS(
      ofWrite("sortingColumns", OptionType.SORTING, "not set"),
      "Columns that the rows of each file are sorted by, after the partition columns: `a, b desc"
          + " nulls last`. Asked of Spark, checked for every row, and recorded in the footer"),
  DISTRIBUTION_MODE(
      ofWrite("distributionMode", OptionType.DISTRIBUTION, "none"),
      "How Spark is asked to distribute the rows among the tasks: not at all (none), by partition"
          + " directory (hash), or by ranges of the partition and sorting columns (range). With"
          + " adaptive execution, partitions are split where they are large and put together where"
          + " they are small. Refused for a write without such columns; of the session, it does not"
          + " hold for one"),
  ADVISORY_PARTITION_SIZE_BYTES(
      ofWrite("advisoryPartitionSizeBytes", OptionType.SIZE, "from `targetFileSizeBytes`")
          .atLeast(1),
      "With hash or range: bytes of a task's rows, as they are in the shuffle, that adaptive"
          + " execution aims at. Not set, it is `targetFileSizeBytes` times what the rows of the"
          + " last distributed write of this driver to the path took in the shuffle for each byte"
          + " of the files, or times 2 before; Spark's own where files have no such limit"),
  FANOUT(
      ofWrite("fanout", OptionType.FLAG, "whether `maxOpenFiles` is set"),
      "Whether a task keeps the files of several partition directories open, in place of sorting"
          + " its rows by the partition columns. `false` sorts, whatever `maxOpenFiles` says"),
  MAX_OPEN_FILES(
      ofWrite("maxOpenFiles", OptionType.COUNT, "100 with `fanout`")
          .between(0, Integer.MAX_VALUE)
          .obeys("spark.sql.maxConcurrentOutputFileWriters"),
      "Directories that a task keeps open. The rows of all others are sorted and written at the"
          + " end, one directory after the other. `0` and `1` mean no fanout, `0` beside `fanout`"
          + " the default"),
  KEY_VALUE_METADATA(
      ofEntry("keyValueMetadata", OptionType.TEXT, "not set"),
      "An entry of the footer's key/value metadata. Keys of Spark (`org.apache.spark.…`) and of"
          + " parquet-ext (`org.parquetext.…`) are refused"),
  PARTITION_OVERWRITE_MODE(
      ofWrite("partitionOverwriteMode", OptionType.PARTITION_OVERWRITE, "static")
          .obeys("spark.sql.sources.partitionOverwriteMode"),
      "What an overwrite with `partitionBy` replaces: static, all that is there; dynamic, the"
          + " partitions that it writes rows to. Without `partitionBy` everything is replaced"),
  ENCODER_PARALLELISM(
      ofWrite("encoderParallelism", OptionType.COUNT, "0").between(0, Integer.MAX_VALUE),
      "Most columns that one task of this write encodes at a time. `0` is the size of the pool"),
  MAX_CONCURRENT_UPLOADS(
      ofWrite("maxConcurrentUploads", OptionType.COUNT, "4 on object stores, 1 elsewhere")
          .between(0, Integer.MAX_VALUE),
      "Finished files that an executor closes in the background, which on object stores is their"
          + " upload, while the next ones are encoded. While there are so many, a task closes its"
          + " files by itself; `0` does so always"),
  FILE_NAMING(
      ofWrite("fileNaming", OptionType.FILE_NAMING, "spark"),
      "Names of files: spark (`part-00000-<uuid>-c000.snappy.parquet`, the write's uuid being of"
          + " version 7, so that younger names sort behind older ones) or uuidv7 (a uuid of each"
          + " file's own instead; refused where a commit protocol is configured, since it names the"
          + " files)"),
  FILE_PREFIX(
      ofWrite("filePrefix", OptionType.FILE_PREFIX, "not set"),
      "What the names of files begin with, in front of the rest"),
  COMMIT_PROTOCOL(
      ofWrite("commitProtocol", OptionType.COMMIT_PROTOCOL, "not set"),
      "`spark`: by Spark's commit protocol exactly as it is configured. Not set, it is the same but"
          + " on `s3a://` with nothing configured: there the job is committed without renaming."
          + " `delta`: by the log of the Delta table at the path, see [Delta](delta.md)"),
  MERGE_SCHEMA(
      ofTable("mergeSchema", OptionType.FLAG, "from the session of Delta"),
      "With `commitProtocol=delta`: whether columns that the table does not have are added to it"),
  OVERWRITE_SCHEMA(
      ofTable("overwriteSchema", OptionType.FLAG, "false"),
      "With `commitProtocol=delta`: whether an overwrite of the whole table replaces its columns"
          + " and its partitioning too"),
  REPLACE_WHERE(
      ofTable("replaceWhere", OptionType.TEXT, "not set"),
      "With `commitProtocol=delta`: a condition on partition columns, such as `day >="
          + " '2026-01-01'`. An overwrite replaces the partitions that satisfy it, and fails if it"
          + " has rows that do not"),
  TXN_APP_ID(
      ofTable("txnAppId", OptionType.TEXT, "not set"),
      "With `commitProtocol=delta`: who writes, beside `txnVersion`"),
  TXN_VERSION(
      ofTable("txnVersion", OptionType.COUNT, "not set").between(0, Long.MAX_VALUE),
      "With `commitProtocol=delta`: the number of the write among those of `txnAppId`. One that the"
          + " table has already, or a later one, is not written again"),
  USER_METADATA(
      ofTable("userMetadata", OptionType.TEXT, "not set"),
      "With `commitProtocol=delta`: a text that stands in the table's history beside the write"),
  VERIFY(
      ofWrite("verify", OptionType.VERIFICATION, "off"),
      "What is read again of each finished file, by parquet-java, before it may be committed: off,"
          + " footer, or full (also the indexes and every page: rows, nulls and a hash of each"
          + " column chunk, taken before it was encoded, must match). What differs fails the task."
          + " Refused where files cannot be read before the job commits (S3A's magic and staging"
          + " committers), full also where parquet-java cannot read the codec"),
  REPORT_PATH(
      ofWrite("reportPath", OptionType.TEXT, "not set"),
      "Folder into which each write puts a [report](report.md): a JSON file that describes what it"
          + " has written, file by file and column by column. Not the path that is written, nor"
          + " below it"),
  UNKNOWN_OPTIONS(
      ofWrite("unknownOptions", OptionType.UNKNOWN_OPTIONS, "warn"),
      "What an unknown option does: `warn` logs it, `fail` fails the write. A near miss of a known"
          + " option always fails; other keys with a dot are passed on as Hadoop configuration"),
  ENCODER_THREADS(
      ofExecutor("spark.parquetext.encoder.threads", OptionType.COUNT, "the executor's cores")
          .between(1, 1024),
      "Threads of the executor's encoding pool. Outside Spark: the environment variable"
          + " `"
          + WriteOption.ENCODER_THREADS_ENVIRONMENT
          + "`"),
  MAX_BUFFERED_BYTES(
      ofExecutor(
              "spark.parquetext.memory.maxBufferedBytes",
              OptionType.SIZE,
              "a quarter of the executor's heap")
          .atLeast(1 << 20),
      "Bytes that all writes of an executor may hold in batches and encoded columns");

  /** The environment variable that sets {@link #ENCODER_THREADS} outside Spark. */
  public static final String ENCODER_THREADS_ENVIRONMENT = "PARQUET_EXT_ENCODER_THREADS";

  private final OptionDefinition definition;
  private final String documentation;

  WriteOption(OptionDefinition definition, String documentation) {
    this.definition = definition;
    this.documentation = documentation;
  }

  /**
   * The option of a key, in any case; the {@code #column.path} or {@code .<name>} of a key is not
   * looked at.
   */
  public static Optional<WriteOption> find(String key) {
    String name = OptionKey.name(key);
    return Arrays.stream(values())
        .filter(option -> option.key().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * The name of the registered option that the key probably means: equal but for case and the
   * characters {@code _ - .}, or at most two typing errors away (one, for short names).
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
    return definition.key();
  }

  /** The key as it is shown: {@code key}, or {@code key.<key>} for an option of many entries. */
  public String documentedKey() {
    return scope() == OptionScope.ENTRY ? key() + ".<key>" : key();
  }

  /** Where the option can be set. */
  public OptionScope scope() {
    return definition.scope();
  }

  /** Whether {@code key#column.path} sets the option for one column. */
  public boolean perColumn() {
    return scope() == OptionScope.COLUMN;
  }

  /** Whether it means something only where the log of a table commits. */
  public boolean isOfTables() {
    return scope() == OptionScope.TABLE;
  }

  /** How a value is read. */
  public OptionType type() {
    return definition.type();
  }

  /** The value that holds when nothing is set, or, if it holds a space, what decides it. */
  public String defaultText() {
    return definition.defaultText();
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
    return definition.builtInKeys();
  }

  /** Whether {@link #defaultText()} is a value, not a description of what decides. */
  boolean hasDefaultValue() {
    return definition.hasDefaultValue();
  }

  /**
   * The checked value of a numeric option.
   *
   * @throws IllegalArgumentException if the value is no number or out of range
   * @throws IllegalStateException if the option is not numeric
   */
  public long number(String value) {
    return number(key(), value);
  }

  /**
   * Like {@link #number(String)}; the message names the key, or whatever else it was, as it was
   * set.
   */
  public long number(String setKey, String value) {
    if (!type().isNumeric()) {
      throw new IllegalStateException(key() + " is not numeric");
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
    return definition.read(setKey, text);
  }
}
