package org.parquetext.options;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The checked options of one write. Immutable and serialisable.
 *
 * <p>Column paths are the dotted paths of leaf columns, compared exactly; that they exist, and that
 * their types have the encodings that are asked for, is for the caller to check, who knows the
 * schema ({@link #columnPaths()}).
 */
public final class WriteOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int OPEN_FILES = 100;

  private static final OptionValues NOTHING = new OptionValues();

  private static final WriteOptions DEFAULTS = builder().build();

  private final TreeMap<String, String> explicit;
  private final OptionValues common;
  private final HashMap<String, OptionValues> columns = new HashMap<>();
  private final Compression compression;
  private final HashMap<String, Compression> columnCompression = new HashMap<>();
  private final TreeMap<String, String> keyValueMetadata;

  private WriteOptions(
      TreeMap<String, String> explicit,
      OptionValues set,
      HashMap<String, OptionValues> columnsSet,
      TreeMap<String, String> keyValueMetadata) {
    this.explicit = new TreeMap<>(explicit);
    this.keyValueMetadata = new TreeMap<>(keyValueMetadata);
    columnsSet.forEach((path, values) -> columns.put(path, values.copy()));
    CompressionRules rules = new CompressionRules(set, standardCompression(set));
    compression = rules.common(columns);
    columns.forEach((path, values) -> columnCompression.put(path, rules.column(path, values)));
    common = set.copy();
    for (WriteOption option : WriteOption.values()) {
      if (option.hasDefaultValue() && !common.has(option)) {
        common.put(option, option.read(option.key(), option.defaultText()));
      }
    }
  }

  private static Compression standardCompression(OptionValues set) {
    Profile profile = set.get(WriteOption.PROFILE);
    return profile == null
        ? Compression.of(Codec.parse(WriteOption.COMPRESSION.defaultText()))
        : profile.compression();
  }

  /** Options of which none is set yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** What holds when no option is set. */
  public static WriteOptions defaults() {
    return DEFAULTS;
  }

  /** What holds for a column; what is not set for it, as for all. */
  public ColumnOptions column(String columnPath) {
    return new ColumnOptions(
        columns.getOrDefault(columnPath, NOTHING),
        common,
        columnCompression.getOrDefault(columnPath, compression));
  }

  /** The compression of columns that have no own one. */
  public Compression compression() {
    return compression;
  }

  /** The encoding that was asked for the whole write. */
  public ColumnEncoding encoding() {
    return common.get(WriteOption.ENCODING);
  }

  /**
   * Whether floating-point columns without a dictionary are split into byte streams where the
   * encoding is {@link ColumnEncoding#AUTO}.
   */
  public boolean byteStreamSplit() {
    return common.get(WriteOption.BYTE_STREAM_SPLIT);
  }

  /** The version of data pages. */
  public WriterVersion writerVersion() {
    return common.get(WriteOption.WRITER_VERSION);
  }

  /** Bytes of a bound in the column index. */
  public int columnIndexTruncateLength() {
    return (int) common.number(WriteOption.COLUMN_INDEX_TRUNCATE_LENGTH);
  }

  /** Bytes of a bound in the footer. */
  public int statisticsTruncateLength() {
    return (int) common.number(WriteOption.STATISTICS_TRUNCATE_LENGTH);
  }

  /** Bytes of a bloom filter. */
  public int bloomFilterMaxBytes() {
    return (int) common.number(WriteOption.BLOOM_FILTER_MAX_BYTES);
  }

  /** Whether bloom filters are made as small as their values allow. */
  public boolean bloomFilterAdaptive() {
    return common.get(WriteOption.BLOOM_FILTER_ADAPTIVE);
  }

  /** Whether page headers carry a checksum. */
  public boolean pageChecksum() {
    return common.get(WriteOption.PAGE_CHECKSUM);
  }

  /** Bytes that may be left empty to begin a row group on a block of the file system. */
  public int maxPadding() {
    return (int) common.number(WriteOption.MAX_PADDING);
  }

  /** Bytes at which a row group ends. */
  public long rowGroupSizeBytes() {
    return common.number(WriteOption.ROW_GROUP_SIZE_BYTES);
  }

  /** Rows at which a row group ends. */
  public int rowGroupMaxRows() {
    return (int) common.number(WriteOption.ROW_GROUP_MAX_ROWS);
  }

  /** Bytes at which a file ends; 0 = never. */
  public long targetFileSizeBytes() {
    return common.number(WriteOption.TARGET_FILE_SIZE_BYTES);
  }

  /** Rows at which a file ends; 0 = unlimited. */
  public long maxRecordsPerFile() {
    return Math.max(0, common.number(WriteOption.MAX_RECORDS_PER_FILE));
  }

  /** Nanoseconds for which a file takes rows; {@code Long.MAX_VALUE} = for ever. */
  public long rolloverNanos() {
    return common.optionalNumber(WriteOption.ROLLOVER_INTERVAL).orElse(Long.MAX_VALUE);
  }

  /** Nanoseconds without a row after which a file ends; {@code Long.MAX_VALUE} = never. */
  public long inactivityNanos() {
    return common.optionalNumber(WriteOption.INACTIVITY_INTERVAL).orElse(Long.MAX_VALUE);
  }

  /** Whether one of the two is set, so that files depend on when their rows come. */
  public boolean hasIntervals() {
    return Math.min(rolloverNanos(), inactivityNanos()) < Long.MAX_VALUE;
  }

  /** Bytes, before compression, at which a data page ends. */
  public int pageSizeBytes() {
    return (int) common.number(WriteOption.PAGE_SIZE_BYTES);
  }

  /** Rows at which a data page ends. */
  public int pageRowLimit() {
    return (int) common.number(WriteOption.PAGE_ROW_LIMIT);
  }

  /** Bytes, before compression, beyond which a dictionary is given up. */
  public int dictionaryPageSizeBytes() {
    return (int) common.number(WriteOption.DICTIONARY_PAGE_SIZE_BYTES);
  }

  /** Most columns encoded at a time; 0 = as many as the pool has threads. */
  public int encoderParallelism() {
    return (int) common.number(WriteOption.ENCODER_PARALLELISM);
  }

  /** Files of an executor that are closed in the background; empty if nothing was said. */
  public OptionalInt maxConcurrentUploads() {
    Long uploads = common.get(WriteOption.MAX_CONCURRENT_UPLOADS);
    return uploads == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(uploads));
  }

  /** How files are named. */
  public FileNaming fileNaming() {
    return common.get(WriteOption.FILE_NAMING);
  }

  /** What the names of files begin with; empty if nothing was said. */
  public String filePrefix() {
    String prefix = common.get(WriteOption.FILE_PREFIX);
    return prefix == null ? "" : prefix;
  }

  /** What is read again of a finished file. */
  public Verification verification() {
    return common.get(WriteOption.VERIFY);
  }

  /** The folder of reports, if writes are to be reported. */
  public Optional<String> reportPath() {
    return Optional.ofNullable(common.get(WriteOption.REPORT_PATH));
  }

  /** What the rows of each file are sorted by; empty if nothing was said. */
  public List<SortingColumn> sortingColumns() {
    List<SortingColumn> columns = common.get(WriteOption.SORTING_COLUMNS);
    return columns == null ? List.of() : Collections.unmodifiableList(columns);
  }

  /** How the rows are distributed among the tasks. */
  public DistributionMode distributionMode() {
    return common.get(WriteOption.DISTRIBUTION_MODE);
  }

  /** Bytes of a task's rows in a shuffle that are aimed at, if that was said. */
  public OptionalLong advisoryPartitionSizeBytes() {
    return common.optionalNumber(WriteOption.ADVISORY_PARTITION_SIZE_BYTES);
  }

  /** Directories that a task keeps open; 1 if its rows are to be sorted by them. */
  public int maxOpenFiles() {
    Boolean fanout = common.get(WriteOption.FANOUT);
    Long set = common.get(WriteOption.MAX_OPEN_FILES);
    int open = set == null ? 0 : set.intValue();
    if (fanout == null) {
      return Math.max(1, open);
    }
    return fanout ? (open == 0 ? OPEN_FILES : open) : 1;
  }

  /** Entries of the footer that were asked for, by key. */
  public SortedMap<String, String> keyValueMetadata() {
    return Collections.unmodifiableSortedMap(keyValueMetadata);
  }

  /** What an overwrite of a partitioned table replaces. */
  public PartitionOverwrite partitionOverwrite() {
    return common.get(WriteOption.PARTITION_OVERWRITE_MODE);
  }

  /** What happens to an option that nobody knows. */
  public UnknownOptions unknownOptions() {
    return common.get(WriteOption.UNKNOWN_OPTIONS);
  }

  /** Whether columns are added that a table does not have, if that is set. */
  public Optional<Boolean> mergeSchema() {
    return Optional.ofNullable(common.get(WriteOption.MERGE_SCHEMA));
  }

  /** Whether an overwrite replaces the columns of a table too. */
  public boolean overwriteSchema() {
    return common.get(WriteOption.OVERWRITE_SCHEMA);
  }

  /** Which partitions of a table an overwrite replaces, if that is set. */
  public Optional<String> replaceWhere() {
    return Optional.ofNullable(common.get(WriteOption.REPLACE_WHERE));
  }

  /** Who writes to a table, if that is set. */
  public Optional<String> txnAppId() {
    return Optional.ofNullable(common.get(WriteOption.TXN_APP_ID));
  }

  /** The number of the write among those of {@link #txnAppId}, if that is set. */
  public OptionalLong txnVersion() {
    return common.optionalNumber(WriteOption.TXN_VERSION);
  }

  /** What a table's history is to say of the write, if that is set. */
  public Optional<String> userMetadata() {
    return Optional.ofNullable(common.get(WriteOption.USER_METADATA));
  }

  /** By what the write is committed, if that is set. */
  public Optional<CommitProtocol> commitProtocol() {
    return Optional.ofNullable(common.get(WriteOption.COMMIT_PROTOCOL));
  }

  /** Every column path for which something is set, in order. */
  public Set<String> columnPaths() {
    return new TreeSet<>(columns.keySet());
  }

  /** What was set, by documented key (with {@code #column.path}), as it was given; for display. */
  public SortedMap<String, String> explicit() {
    return Collections.unmodifiableSortedMap(explicit);
  }

  /** For example {@code {compression=zstd, compressionLevel#a=9}}. */
  @Override
  public String toString() {
    return explicit.toString();
  }

  /** Collects options; not thread-safe. Of a key that is set twice the last value holds. */
  public static final class Builder {

    private final TreeMap<String, String> explicit = new TreeMap<>();
    private final OptionValues common = new OptionValues();
    private final HashMap<String, OptionValues> columns = new HashMap<>();
    private final TreeMap<String, String> keyValueMetadata = new TreeMap<>();

    private Builder() {}

    /**
     * Sets an option.
     *
     * @param key a key of {@link WriteOption} in any case, or {@code key#column.path} or {@code
     *     key.<name>} with path or name in their own case
     * @throws IllegalArgumentException if the key is not an option that can be set on a write, or
     *     the value is of the wrong type or out of range
     */
    public Builder set(String key, String value) {
      OptionKey optionKey = OptionKey.parse(key);
      if (value == null) {
        throw new IllegalArgumentException("Option `%s` has no value".formatted(optionKey.text()));
      }
      // Read before a column is made for it: a refused value leaves no column behind.
      Serializable read = optionKey.option().read(optionKey.text(), value);
      if (optionKey.option() == WriteOption.KEY_VALUE_METADATA) {
        keyValueMetadata.put(optionKey.part(), value);
      } else {
        settings(optionKey).put(optionKey.option(), read);
      }
      explicit.put(optionKey.text(), value);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a column's codec does not have the column's compression
     *     level
     */
    public WriteOptions build() {
      return new WriteOptions(explicit, common, columns, keyValueMetadata);
    }

    private OptionValues settings(OptionKey key) {
      return key.part() == null
          ? common
          : columns.computeIfAbsent(key.part(), path -> new OptionValues());
    }
  }
}
