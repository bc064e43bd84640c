package org.parquetext.spark.conf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.compression.PageCompressors;
import org.parquetext.options.CommitProtocol;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.parquetext.verify.ReadableCodecs;

/**
 * The configuration of one write, and the only reader of it. Precedence, by place first: an option
 * of the write (ours, then the built-in writer's key) &gt; a property of its table, where that has
 * a log (the built-in's key) &gt; the session's configuration ({@code
 * spark.datasource.parquet-ext.<option>}, then the built-in's key) &gt; the Hadoop configuration
 * &gt; the default. What is set and cannot be honoured is refused here, before anything is touched.
 */
public final class SparkWriteConf {

  private static final String TIME_ZONE = "timeZone";

  private final SQLConf sqlConf;
  private final Settings settings;
  private final Configuration hadoop;
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
    ForeignSettings foreign = new ForeignSettings(settings);
    this.hadoop = foreign.configuration();
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
      new FileNamingRules(options, sqlConf).check();
      checkOptionsOfTables();
    }
    foreign.check(options.unknownOptions());
    PageCompressors.requireAvailable(options, paths(messageType));
    ReadableCodecs.requireAvailable(options, paths(messageType));
    new EncryptionSettings(settings, hadoop)
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
    new ForeignSettings(settings).warn();
    new ReaderWarnings(fileSchema.messageType(), options).log();
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
        new ProtocolChoice(settings, options, hadoop)
            .className(output, sqlConf.fileCommitProtocolClass());
    return new FileNamingRules(options, sqlConf).protocolClass(output, chosen);
  }

  /** The order of rows is told of by the rows' names, and the footer would tell of it by them. */
  private void checkSorting(WriteColumns columns) {
    if (!options.sortingColumns().isEmpty()
        && !List.of(columns.data().fieldNames())
            .equals(List.of(columns.namedData().fieldNames()))) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`: in the files of the table the columns are named %s, and"
                  + " in the rows %s. Name them alike where only the case differs, else sort the"
                  + " rows before the write.")
              .formatted(
                  WriteOption.SORTING_COLUMNS.key(),
                  options.sortingColumns(),
                  List.of(columns.data().fieldNames()),
                  List.of(columns.namedData().fieldNames())));
    }
  }

  /** They would silently do nothing. Those of a session may be meant for other writes. */
  private void checkOptionsOfTables() {
    if (options.commitProtocol().filter(CommitProtocol::isOfTables).isPresent()) {
      return;
    }
    for (WriteOption option : WriteOption.values()) {
      if (option.isOfTables()) {
        settings.writeOption(option.key()).ifPresent(SparkWriteConf::refuseOptionOfTables);
      }
    }
  }

  private static void refuseOptionOfTables(Setting set) {
    throw new IllegalArgumentException(
        ("Cannot write with `%s` = `%s`: it is an option of Delta tables. Set `%s` to `%s`, or"
                + " remove it.")
            .formatted(
                set.key(), set.value(), WriteOption.COMMIT_PROTOCOL.key(), CommitProtocol.DELTA));
  }

  /**
   * The settings of the file system of a qualified path that are options of the write.
   *
   * @throws IllegalArgumentException naming one that cannot be honoured
   */
  public StoreSettings storeSettings(Path output) throws IOException {
    return StoreSettings.of(settings, output, hadoop);
  }

  /**
   * The Hadoop configuration of the write: the session's, with the options that are configuration,
   * but for those of {@link #storeSettings}. The caller may change it.
   */
  public Configuration hadoopConfiguration() {
    return new Configuration(hadoop);
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
}
