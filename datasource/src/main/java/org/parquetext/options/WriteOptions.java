package org.parquetext.options;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The checked options of one write. Immutable and serialisable.
 *
 * <p>Column paths are the dotted paths of leaf columns, compared exactly; that they exist is for
 * the caller to check, who knows the schema ({@link #columnPaths()}).
 */
public final class WriteOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final WriteOptions DEFAULTS = builder().build();

  private final TreeMap<String, String> explicit;
  private final Compression compression;
  private final HashMap<String, Compression> columnCompression = new HashMap<>();
  private final boolean dictionaryEnabled;
  private final HashMap<String, Boolean> columnDictionaryEnabled = new HashMap<>();
  private final TreeSet<String> columnPaths;
  private final long rowGroupSizeBytes;
  private final int rowGroupMaxRows;
  private final long targetFileSizeBytes;
  private final long maxRecordsPerFile;
  private final int pageSizeBytes;
  private final int pageRowLimit;
  private final int dictionaryPageSizeBytes;
  private final int encoderParallelism;
  private final UnknownOptions unknownOptions;

  private WriteOptions(Builder builder) {
    explicit = new TreeMap<>(builder.explicit);
    columnPaths = new TreeSet<>(builder.columns.keySet());
    dictionaryEnabled = builder.common.dictionaryEnabled;
    CompressionRules rules =
        new CompressionRules(builder.common, Codec.parse(WriteOption.COMPRESSION.defaultText()));
    compression = rules.common(builder.columns);
    builder.columns.forEach(
        (path, settings) -> {
          columnCompression.put(path, rules.column(path, settings));
          if (settings.dictionaryEnabled != null) {
            columnDictionaryEnabled.put(path, settings.dictionaryEnabled);
          }
        });
    rowGroupSizeBytes = builder.number(WriteOption.ROW_GROUP_SIZE_BYTES);
    rowGroupMaxRows = (int) builder.number(WriteOption.ROW_GROUP_MAX_ROWS);
    targetFileSizeBytes = builder.number(WriteOption.TARGET_FILE_SIZE_BYTES);
    maxRecordsPerFile = Math.max(0, builder.number(WriteOption.MAX_RECORDS_PER_FILE));
    pageSizeBytes = (int) builder.number(WriteOption.PAGE_SIZE_BYTES);
    pageRowLimit = (int) builder.number(WriteOption.PAGE_ROW_LIMIT);
    dictionaryPageSizeBytes = (int) builder.number(WriteOption.DICTIONARY_PAGE_SIZE_BYTES);
    encoderParallelism = (int) builder.number(WriteOption.ENCODER_PARALLELISM);
    unknownOptions = builder.unknownOptions;
  }

  /** Options of which none is set yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** What holds when no option is set. */
  public static WriteOptions defaults() {
    return DEFAULTS;
  }

  /** The compression of columns that have no own one. */
  public Compression compression() {
    return compression;
  }

  /** The compression of a column. */
  public Compression compression(String columnPath) {
    return columnCompression.getOrDefault(columnPath, compression);
  }

  /** Whether a dictionary is tried for a column. */
  public boolean dictionaryEnabled(String columnPath) {
    return columnDictionaryEnabled.getOrDefault(columnPath, dictionaryEnabled);
  }

  /** Bytes at which a row group ends. */
  public long rowGroupSizeBytes() {
    return rowGroupSizeBytes;
  }

  /** Rows at which a row group ends. */
  public int rowGroupMaxRows() {
    return rowGroupMaxRows;
  }

  /** Bytes at which a file ends; 0 = never. */
  public long targetFileSizeBytes() {
    return targetFileSizeBytes;
  }

  /** Rows at which a file ends; 0 = unlimited. */
  public long maxRecordsPerFile() {
    return maxRecordsPerFile;
  }

  /** Bytes, before compression, at which a data page ends. */
  public int pageSizeBytes() {
    return pageSizeBytes;
  }

  /** Rows at which a data page ends. */
  public int pageRowLimit() {
    return pageRowLimit;
  }

  /** Bytes, before compression, beyond which a dictionary is given up. */
  public int dictionaryPageSizeBytes() {
    return dictionaryPageSizeBytes;
  }

  /** Most columns encoded at a time; 0 = as many as the pool has threads. */
  public int encoderParallelism() {
    return encoderParallelism;
  }

  /** What happens to an option that nobody knows. */
  public UnknownOptions unknownOptions() {
    return unknownOptions;
  }

  /** Every column path for which something is set, in order. */
  public Set<String> columnPaths() {
    return Collections.unmodifiableSet(columnPaths);
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

    private final Map<String, String> explicit = new HashMap<>();
    private final Map<WriteOption, Long> numbers = new HashMap<>();
    private final ColumnSettings common = new ColumnSettings();
    private final Map<String, ColumnSettings> columns = new HashMap<>();
    private UnknownOptions unknownOptions =
        OptionType.unknownOptions(WriteOption.UNKNOWN_OPTIONS.defaultText());

    private Builder() {
      common.dictionaryEnabled = OptionType.flag(WriteOption.DICTIONARY_ENABLED.defaultText());
    }

    /**
     * Sets an option.
     *
     * @param key a key of {@link WriteOption} in any case, or {@code key#column.path} with the path
     *     in its own case
     * @throws IllegalArgumentException if the key is not an option that can be set on a write, or
     *     the value is of the wrong type or out of range
     */
    public Builder set(String key, String value) {
      OptionKey optionKey = OptionKey.parse(key);
      if (value == null) {
        throw new IllegalArgumentException("Option `%s` has no value".formatted(optionKey.text()));
      }
      apply(optionKey, value);
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
      return new WriteOptions(this);
    }

    private void apply(OptionKey key, String value) {
      WriteOption option = key.option();
      switch (option) {
        case COMPRESSION -> {
          Codec codec = key.codec(value);
          settings(key).codec = codec;
        }
        case COMPRESSION_LEVEL -> {
          int level = (int) option.number(key.text(), value);
          settings(key).level = level;
        }
        case DICTIONARY_ENABLED -> {
          boolean enabled = key.flag(value);
          settings(key).dictionaryEnabled = enabled;
        }
        case UNKNOWN_OPTIONS -> unknownOptions = key.unknownOptions(value);
        default -> numbers.put(option, option.number(value));
      }
    }

    /** Asked for only once the value is known to be good: a refused one leaves no column behind. */
    private ColumnSettings settings(OptionKey key) {
      return key.column() == null
          ? common
          : columns.computeIfAbsent(key.column(), path -> new ColumnSettings());
    }

    private long number(WriteOption option) {
      Long number = numbers.get(option);
      return number != null ? number : option.number(option.defaultText());
    }
  }
}
