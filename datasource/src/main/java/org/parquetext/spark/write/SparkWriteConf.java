package org.parquetext.spark.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.compression.PageCompressors;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.options.OptionScope;
import org.parquetext.options.UnknownOptions;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of one write, and the only reader of it. Precedence, by place first: an option
 * of the write (ours, then the built-in writer's key) &gt; the session's configuration ({@code
 * spark.datasource.parquet-ext.<option>}, then the built-in's key) &gt; the Hadoop configuration
 * &gt; the default. What is set and cannot be honoured is refused here, before anything is touched.
 */
public final class SparkWriteConf {

  private static final Logger LOG = LoggerFactory.getLogger(SparkWriteConf.class);

  private static final String TIME_ZONE = "timeZone";

  /** The built-in writer obeys it as an option of the write only. */
  private static final String PARQUET_COMPRESSION = "parquet.compression";

  /** Options that Spark itself adds or reads. */
  private static final Set<String> SPARK_OPTIONS =
      Set.of("path", "__partition_columns", TIME_ZONE.toLowerCase(Locale.ROOT));

  private final SQLConf sqlConf;
  private final Settings settings;
  private final FileSchema fileSchema;
  private final RebaseModes rebaseModes;
  private final WriteOptions options;

  /**
   * Reads and checks the configuration.
   *
   * @param writeOptions options of the write, in the case in which they were given
   * @throws IllegalArgumentException naming the key, its value, its place and the remedy
   */
  public SparkWriteConf(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns, SaveMode mode) {
    this.sqlConf = session.sessionState().conf();
    this.settings = new Settings(session, writeOptions);
    RefusedSettings.check(settings);
    if (mode == SaveMode.Overwrite && columns.isPartitioned()) {
      RefusedSettings.checkPartitionOverwrite(settings);
    }
    this.fileSchema = FileSchemas.of(columns.data(), settings, sqlConf);
    this.rebaseModes = RebaseModes.of(settings, sqlConf);
    MessageType type = fileSchema.messageType();
    this.options = options(new ColumnPaths(type, caseSensitive()));
    checkStrangers();
    PageCompressors.requireAvailable(options, paths(type));
    MeaninglessSettings.log(settings, columns);
  }

  private static List<String> paths(MessageType type) {
    return type.getPaths().stream().map(path -> String.join(".", path)).toList();
  }

  /** What the encoding pipeline obeys. */
  WriteOptions options() {
    return options;
  }

  /** The columns of the files and their mapping to Parquet. */
  FileSchema fileSchema() {
    return fileSchema;
  }

  /** How old dates and timestamps are written. */
  RebaseModes rebaseModes() {
    return rebaseModes;
  }

  /** The time zone in which partition values become directory names. */
  String timeZone() {
    return settings.option(TIME_ZONE).map(Setting::value).orElse(sqlConf.sessionLocalTimeZone());
  }

  /** Class name of the commit protocol. */
  String commitProtocolClass() {
    return sqlConf.fileCommitProtocolClass();
  }

  /**
   * The Hadoop configuration of the write: the session's, with the options that are configuration.
   */
  public Configuration hadoopConfiguration() {
    Configuration conf = settings.hadoopConfiguration();
    for (Setting setting : settings.written()) {
      if (isConfiguration(setting)) {
        conf.set(setting.key(), setting.value());
      }
    }
    return conf;
  }

  /** The effective options that this write was given, for display: registered ones only. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    Compression compression = options.compression();
    shown.put(WriteOption.COMPRESSION.key(), compression.codec().name().toLowerCase(Locale.ROOT));
    options.explicit().forEach(shown::put);
    shown.replaceAll((key, value) -> settings.shown(new Setting(key, value, Place.OPTION)));
    return shown;
  }

  private boolean caseSensitive() {
    return sqlConf.caseSensitiveAnalysis();
  }

  private WriteOptions options(ColumnPaths columns) {
    WriteOptions.Builder builder = WriteOptions.builder();
    for (WriteOption option : WriteOption.values()) {
      if (option.scope() == OptionScope.EXECUTOR) {
        settings.option(option.key()).ifPresent(set -> builder.set(set.key(), set.value()));
      } else if (option != WriteOption.COMPRESSION_LEVEL) {
        effective(option).ifPresent(set -> builder.set(option.key(), set.value()));
        setColumns(builder, option, columns);
      }
    }
    setLevels(builder, columns);
    return builder.build();
  }

  /** The value that holds for an option, by the rule of precedence. */
  private Optional<Setting> effective(WriteOption option) {
    Optional<Setting> found = settings.writeOption(option.key());
    for (String key : option.builtInKeys()) {
      found = found.or(() -> settings.writeOption(key));
    }
    found = found.or(() -> settings.option(option.key()));
    for (String key : option.builtInKeys()) {
      found =
          found.or(
              () -> key.equals(PARQUET_COMPRESSION) ? settings.option(key) : settings.builtIn(key));
    }
    return found;
  }

  /** Weakest first, since the builder keeps what is set last. */
  private void setColumns(WriteOptions.Builder builder, WriteOption option, ColumnPaths columns) {
    for (Place place : List.of(Place.HADOOP, Place.SESSION, Place.SESSION_OPTION, Place.OPTION)) {
      for (String key : option.builtInKeys()) {
        for (Setting set : settings.builtInColumns(key)) {
          if (set.place() == place) {
            setBuiltInColumn(builder, option, columns, set);
          }
        }
      }
      for (Setting set : settings.written()) {
        if (set.place() == place
            && set.key().indexOf('#') >= 0
            && set.name().equalsIgnoreCase(option.key())) {
          String column = option.perColumn() ? columns.resolve(set) : set.column();
          builder.set(option.key() + "#" + column, set.value());
        }
      }
    }
  }

  /**
   * A shared configuration may speak of columns of other tables, an option of the write may not.
   */
  private static void setBuiltInColumn(
      WriteOptions.Builder builder, WriteOption option, ColumnPaths columns, Setting set) {
    boolean shared = set.place() == Place.SESSION || set.place() == Place.HADOOP;
    if (option.perColumn() && !(shared && columns.matching(set.column()).isEmpty())) {
      builder.set(option.key() + "#" + columns.resolve(set), set.value());
    }
  }

  /** The built-in's level is one of zstd, and holds where the codec is zstd. */
  private void setLevels(WriteOptions.Builder builder, ColumnPaths columns) {
    effective(WriteOption.COMPRESSION_LEVEL)
        .ifPresent(
            level -> {
              if (level.key().equalsIgnoreCase(WriteOption.COMPRESSION_LEVEL.key())) {
                builder.set(WriteOption.COMPRESSION_LEVEL.key(), level.value());
              } else {
                setZstdLevel(builder, builder.build(), level);
              }
            });
    setColumns(builder, WriteOption.COMPRESSION_LEVEL, columns);
  }

  private static void setZstdLevel(
      WriteOptions.Builder builder, WriteOptions soFar, Setting level) {
    if (soFar.compression().codec() == Codec.ZSTD) {
      builder.set(WriteOption.COMPRESSION_LEVEL.key(), level.value());
    }
    for (String column : soFar.columnPaths()) {
      if (soFar.compression(column).codec() == Codec.ZSTD) {
        builder.set(WriteOption.COMPRESSION_LEVEL.key() + "#" + column, level.value());
      }
    }
  }

  /** What is left: planned options, near misses, and keys that nobody knows. */
  private void checkStrangers() {
    for (Setting set : settings.written()) {
      if (!isKnown(set) && !isConfiguration(set)) {
        refuseNearMiss(set);
        if (options.unknownOptions() == UnknownOptions.FAIL) {
          throw new IllegalArgumentException(
              "Unknown option `%s`, set in %s. Remove it, or set unknownOptions=warn."
                  .formatted(set.key(), set.place()));
        }
        LOG.warn("Unknown option `{}`, set in {}, has no effect", set.key(), set.place());
      }
    }
  }

  private static boolean isKnown(Setting set) {
    return SPARK_OPTIONS.contains(set.key().toLowerCase(Locale.ROOT))
        || WriteOption.find(set.key()).isPresent()
        || RefusedSettings.isPlannedDefault(set);
  }

  /** The builder's message is that of the options: what is planned, what was probably meant. */
  private static void refuseNearMiss(Setting set) {
    if (WriteOption.isPlanned(set.key()) || WriteOption.nearest(set.key()).isPresent()) {
      WriteOptions.builder().set(set.key(), set.value());
    }
  }

  /** A name with a dot that is none of ours is configuration, and passed on. */
  private static boolean isConfiguration(Setting set) {
    return set.name().indexOf('.') >= 0
        && WriteOption.find(set.key()).isEmpty()
        && !WriteOption.isPlanned(set.key());
  }
}
