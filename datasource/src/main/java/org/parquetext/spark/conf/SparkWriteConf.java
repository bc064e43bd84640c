package org.parquetext.spark.conf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.compression.PageCompressors;
import org.parquetext.options.CommitProtocol;
import org.parquetext.options.FileNaming;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.UnknownOptions;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.parquetext.spark.commit.ExactNamesCommitProtocol;
import org.parquetext.verify.ReadableCodecs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of one write, and the only reader of it. Precedence, by place first: an option
 * of the write (ours, then the built-in writer's key) &gt; a property of its table, where that has
 * a log (the built-in's key) &gt; the session's configuration ({@code
 * spark.datasource.parquet-ext.<option>}, then the built-in's key) &gt; the Hadoop configuration
 * &gt; the default. What is set and cannot be honoured is refused here, before anything is touched.
 */
public final class SparkWriteConf {

  private static final Logger LOG = LoggerFactory.getLogger(SparkWriteConf.class);

  private static final String TIME_ZONE = "timeZone";

  /** Options that Spark itself adds or reads. */
  private static final Set<String> SPARK_OPTIONS =
      Set.of("path", "__partition_columns", TIME_ZONE.toLowerCase(Locale.ROOT));

  private final SQLConf sqlConf;
  private final Settings settings;
  private final FileSchema fileSchema;
  private final RebaseModes rebaseModes;
  private final VariantShredding shredding;
  private final WriteOptions options;
  private final RowDistribution distribution;
  private final List<ExplainedOption> explained;

  /**
   * Reads and checks the configuration.
   *
   * @param writeOptions options of the write, in the case in which they were given
   * @throws IllegalArgumentException naming the key, its value, its place and the remedy
   */
  public SparkWriteConf(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns) {
    this(session, new Settings(session, writeOptions, columns.tableOptions()), columns);
    warn();
  }

  /**
   * The configuration of a write that goes on with one that was warned of what it may not mean: as
   * the constructor, but without these warnings.
   */
  public static SparkWriteConf continued(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns) {
    return new SparkWriteConf(
        session, new Settings(session, writeOptions, columns.tableOptions()), columns);
  }

  private SparkWriteConf(SparkSession session, Settings settings, WriteColumns columns) {
    this.sqlConf = session.sessionState().conf();
    this.settings = settings;
    this.fileSchema = FileSchemas.of(columns, settings, sqlConf);
    this.rebaseModes = RebaseModes.of(settings, sqlConf);
    this.shredding = VariantShredding.of(columns, settings, sqlConf);
    MessageType messageType = fileSchema.messageType();
    ColumnPaths paths =
        new ColumnPaths(
            fileSchema.with(columns.namedData()).messageType(),
            messageType,
            sqlConf.caseSensitiveAnalysis());
    SortingNames sorting =
        new SortingNames(columns, sqlConf.caseSensitiveAnalysis(), fileSchema.timestampType());
    EffectiveOptions effective = new EffectiveOptions(settings, paths, sorting);
    this.options = effective.options();
    this.explained = effective.explained();
    ColumnEncodings.check(messageType, options);
    if (columns.areLaidOut()) {
      checkSorting(columns);
    } else {
      checkFileNaming();
      checkOptionsOfTables();
    }
    checkStrangers();
    PageCompressors.requireAvailable(options, paths(messageType));
    ReadableCodecs.requireAvailable(options, paths(messageType));
    new EncryptionSettings(settings, hadoopConfiguration())
        .check(messageType, columns, shredding.paths(columns.data()));
    this.distribution = new RowDistribution(options, columns, settings);
    MeaninglessSettings.log(settings);
  }

  /**
   * The configuration of a write by Spark's interface of file formats, which makes one file at each
   * call.
   *
   * @throws IllegalArgumentException as the constructor, and for options of the write that say what
   *     Spark does there
   */
  public static SparkWriteConf ofSingleFiles(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns) {
    SparkWriteConf conf =
        new SparkWriteConf(
            session, SingleFileSettings.of(new Settings(session, writeOptions)), columns);
    conf.warn();
    return conf;
  }

  /**
   * As {@link #ofSingleFiles} for a write that was asked of the built-in writer: options of the
   * write that this does not know have no meaning.
   *
   * @throws IllegalArgumentException for what cannot be written as the built-in writer would
   */
  public static SparkWriteConf ofBuiltIn(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns) {
    SparkWriteConf conf =
        new SparkWriteConf(
            session, SingleFileSettings.ofBuiltIn(new Settings(session, writeOptions)), columns);
    conf.warn();
    return conf;
  }

  /** Of what is honoured, or has no effect, and may not be meant. */
  private void warn() {
    for (Setting set : strangers()) {
      LOG.warn("Unknown option `{}`, set in {}, has no effect", set.key(), set.place());
    }
    MessageType messageType = fileSchema.messageType();
    warnOfByteStreamSplit(messageType);
    warnOfDeltaByteArray(messageType);
  }

  private void warnOfByteStreamSplit(MessageType messageType) {
    List<String> columns = ColumnEncodings.byteStreamSplit(messageType, options);
    if (!columns.isEmpty()) {
      LOG.warn(
          "Columns {} may become BYTE_STREAM_SPLIT, which Spark's vectorized reader does not read;"
              + " others, and spark.sql.parquet.enableVectorizedReader=false, do",
          columns);
    }
  }

  private void warnOfDeltaByteArray(MessageType messageType) {
    List<String> columns = ColumnEncodings.misreadDeltaByteArray(messageType, options);
    if (!columns.isEmpty()) {
      LOG.warn(
          "Columns {} become DELTA_BYTE_ARRAY without compression or of fixed length: the"
              + " vectorized reader of Spark 4.2 returns wrong values of the former and fails where"
              + " it has to skip the latter; others, and"
              + " spark.sql.parquet.enableVectorizedReader=false, do not",
          columns);
    }
  }

  private static List<String> paths(MessageType type) {
    return type.getPaths().stream().map(path -> String.join(".", path)).toList();
  }

  /** What the encoding pipeline obeys. */
  public WriteOptions options() {
    return options;
  }

  /** What the rows of a file are to be sorted by, by the names of its columns; empty if nothing. */
  public List<SortingColumn> sortingColumns() {
    return options.sortingColumns();
  }

  /** What an overwrite of a partitioned table replaces. */
  public PartitionOverwrite partitionOverwrite() {
    return options.partitionOverwrite();
  }

  /** What Spark is asked to do with the rows before the tasks write them. */
  public RowDistribution distribution() {
    return distribution;
  }

  /** Whether Spark is asked to distribute the rows anew, so that their order is lost. */
  public boolean isDistributed() {
    return distribution.isAsked();
  }

  /** Whether tasks take rows in any order of partitions. */
  public boolean isFanout() {
    return options.maxOpenFiles() > 1;
  }

  /** The columns of the files and their mapping to Parquet. */
  public FileSchema fileSchema() {
    return fileSchema;
  }

  /** How old dates and timestamps are written. */
  public RebaseModes rebaseModes() {
    return rebaseModes;
  }

  /** Whether and how variants are shredded. */
  public VariantShredding shredding() {
    return shredding;
  }

  /** The time zone in which partition values become directory names. */
  public String timeZone() {
    return settings.option(TIME_ZONE).map(Setting::value).orElse(sqlConf.sessionLocalTimeZone());
  }

  /** Class name of the commit protocol of a write to a qualified path. */
  public String commitProtocolClass(Path output) throws IOException {
    if (options.commitProtocol().filter(CommitProtocol::isOfTables).isPresent()) {
      throw new IllegalArgumentException(
          "Cannot write to %s with `%s` = `%s` in this way: only save(path) can. Use that."
              .formatted(
                  output, WriteOption.COMMIT_PROTOCOL.key(), options.commitProtocol().get()));
    }
    String chosen =
        new ProtocolChoice(settings, options, hadoopConfiguration())
            .className(output, sqlConf.fileCommitProtocolClass());
    if (options.fileNaming() == FileNaming.SPARK) {
      return chosen;
    }
    if (!chosen.equals(SQLHadoopMapReduceCommitProtocol.class.getName())) {
      throw new IllegalArgumentException(
          ("Cannot write to %s with `%s` = `%s`: the commit without renaming finds its uploads by"
                  + " their names. Set `%s` to `%s`, or `%s` to `spark`.")
              .formatted(
                  output,
                  WriteOption.FILE_NAMING.key(),
                  options.fileNaming(),
                  WriteOption.FILE_NAMING.key(),
                  FileNaming.SPARK,
                  WriteOption.COMMIT_PROTOCOL.key()));
    }
    return ExactNamesCommitProtocol.class.getName();
  }

  /** The order of rows is told of by the rows' names, and the footer would tell of it by them. */
  private void checkSorting(WriteColumns columns) {
    if (!options.sortingColumns().isEmpty()
        && !List.of(columns.data().fieldNames())
            .equals(List.of(columns.namedData().fieldNames()))) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`: the table maps its columns to other names in the files."
                  + " Sort the rows before the write.")
              .formatted(WriteOption.SORTING_COLUMNS.key(), options.sortingColumns()));
    }
  }

  /** They would silently do nothing. */
  private void checkOptionsOfTables() {
    if (options.commitProtocol().filter(CommitProtocol::isOfTables).isPresent()) {
      return;
    }
    for (WriteOption option : WriteOption.values()) {
      if (option.isOfTables() && options.explicit().containsKey(option.key())) {
        throw new IllegalArgumentException(
            ("Cannot write with `%s` = `%s`: it is an option of Delta tables. Set `%s` to `%s`, or"
                    + " remove it.")
                .formatted(
                    option.key(),
                    options.explicit().get(option.key()),
                    WriteOption.COMMIT_PROTOCOL.key(),
                    CommitProtocol.DELTA));
      }
    }
  }

  /** A protocol names the files; only of Spark's own it is known how to make it name them else. */
  private void checkFileNaming() {
    String configured = sqlConf.fileCommitProtocolClass();
    if (options.fileNaming() != FileNaming.SPARK
        && !configured.equals(SQLHadoopMapReduceCommitProtocol.class.getName())) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`: the commit protocol %s, set in `%s`, names the files."
                  + " Set `%s` to `%s`, or unset the protocol.")
              .formatted(
                  WriteOption.FILE_NAMING.key(),
                  options.fileNaming(),
                  configured,
                  SQLConf.FILE_COMMIT_PROTOCOL_CLASS().key(),
                  WriteOption.FILE_NAMING.key(),
                  FileNaming.SPARK));
    }
  }

  /**
   * The settings of the file system of a qualified path that are options of the write.
   *
   * @throws IllegalArgumentException naming one that cannot be honoured
   */
  public StoreSettings storeSettings(Path output) throws IOException {
    return StoreSettings.of(settings, output, hadoopConfiguration());
  }

  /**
   * The Hadoop configuration of the write: the session's, with the options that are configuration,
   * but for those of {@link #storeSettings}.
   */
  public Configuration hadoopConfiguration() {
    return hadoopConfiguration(settings);
  }

  static Configuration hadoopConfiguration(Settings settings) {
    Configuration conf = settings.hadoopConfiguration();
    for (Setting setting : settings.written()) {
      if (isConfiguration(setting) && !StoreSettings.isOfUpload(setting.key())) {
        conf.set(setting.key(), setting.value());
      }
    }
    return conf;
  }

  /** Every option with its value and where that comes from, for display. */
  public List<ExplainedOption> explained() {
    return explained;
  }

  /** The codec and the options that somebody has set, for display in plans. */
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (ExplainedOption option : explained) {
      if (option.isSet() || option.key().equals(WriteOption.COMPRESSION.key())) {
        shown.put(option.key(), option.value());
      }
    }
    return shown;
  }

  /** What is left: near misses, and keys that nobody knows. */
  private void checkStrangers() {
    for (Setting set : strangers()) {
      refuseNearMiss(set);
      if (options.unknownOptions() == UnknownOptions.FAIL) {
        throw new IllegalArgumentException(
            "Unknown option `%s`, set in %s. Remove it, or set unknownOptions=warn."
                .formatted(set.key(), set.place()));
      }
    }
  }

  private List<Setting> strangers() {
    return settings.written().stream()
        .filter(set -> !isKnown(set) && !isConfiguration(set))
        .toList();
  }

  private static boolean isKnown(Setting set) {
    return SPARK_OPTIONS.contains(set.key().toLowerCase(Locale.ROOT))
        || WriteOption.find(set.key()).isPresent();
  }

  /** The builder's message is that of the options: what was probably meant. */
  private static void refuseNearMiss(Setting set) {
    if (WriteOption.nearest(set.key()).isPresent()) {
      WriteOptions.builder().set(set.key(), set.value());
    }
  }

  /** A name with a dot that is none of ours is configuration, and passed on. */
  private static boolean isConfiguration(Setting set) {
    return set.name().indexOf('.') >= 0
        && WriteOption.find(set.key()).isEmpty()
        && !WriteOption.isMisspeltEntry(set.key());
  }
}
