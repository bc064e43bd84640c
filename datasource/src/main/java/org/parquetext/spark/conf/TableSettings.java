package org.parquetext.spark.conf;

import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.parquetext.options.CommitProtocol;
import org.parquetext.options.DistributionMode;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a write asks of a table that has a log, which is known before its columns are: these depend
 * on the table. The rest, and how it all goes together, is checked by {@link SparkWriteConf}.
 */
public final class TableSettings {

  private final Settings settings;
  private final WriteOptions options;

  private TableSettings(Settings settings, WriteOptions options) {
    this.settings = settings;
    this.options = options;
  }

  /**
   * The settings of a write.
   *
   * @param writeOptions options of the write, in the case in which they were given
   * @return empty if the write is not committed by the log of a table
   * @throws IllegalArgumentException naming an option, its value and what it should be
   */
  public static Optional<TableSettings> of(SparkSession session, Map<String, String> writeOptions) {
    if (!isOfTables(session, writeOptions)) {
      return Optional.empty();
    }
    Settings settings = new Settings(session, writeOptions);
    WriteOptions.Builder builder = WriteOptions.builder();
    for (WriteOption option : WriteOption.values()) {
      if (option.isOfTables()
          || option == WriteOption.COMMIT_PROTOCOL
          || option == WriteOption.PARTITION_OVERWRITE_MODE) {
        set(builder, settings, option);
      }
    }
    return Optional.of(new TableSettings(settings, builder.build()));
  }

  /** Of the options alone, since every write asks, and Hadoop's configuration is large. */
  private static boolean isOfTables(SparkSession session, Map<String, String> writeOptions) {
    OptionSettings options =
        new OptionSettings(
            CollectionConverters.asJava(session.sessionState().conf().getAllConfs()),
            writeOptions,
            Map.of());
    WriteOptions.Builder protocol = WriteOptions.builder();
    String key = WriteOption.COMMIT_PROTOCOL.key();
    options.option(key).ifPresent(set -> EffectiveOptions.set(protocol, key, set));
    return protocol.build().commitProtocol().filter(CommitProtocol::isOfTables).isPresent();
  }

  /** The name of the table's format. */
  public String format() {
    return options.commitProtocol().orElseThrow().toString();
  }

  /** What the write asks of the table; no other option. */
  public WriteOptions options() {
    return options;
  }

  /** How the rows are distributed before the write. */
  public DistributionMode distributionMode() {
    WriteOptions.Builder builder = WriteOptions.builder();
    set(builder, settings, WriteOption.DISTRIBUTION_MODE);
    return builder.build().distributionMode();
  }

  private static void set(WriteOptions.Builder builder, Settings settings, WriteOption option) {
    EffectiveOptions.effective(settings, option)
        .ifPresent(set -> EffectiveOptions.set(builder, option.key(), set));
  }

  /** The Hadoop configuration of the write. */
  public Configuration hadoopConfiguration() {
    return new ForeignSettings(settings).configuration();
  }
}
