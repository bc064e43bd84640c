package org.parquetext.spark.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;
import org.parquetext.options.DistributionMode;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.TableSettings;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.SchemaRules;
import org.parquetext.spark.path.LoggedTableWrite;
import org.parquetext.spark.report.WriteReport;

/**
 * Writes the batches of a stream into a table that has a log, each by one commit, which carries the
 * query's id and the number of the batch: by these the table knows a batch that it has.
 */
public final class TableStreamSink implements CheckedSink {

  private final SparkSession session;
  private final GivenOptions options;
  private final List<String> partitionColumns;
  private final OutputMode outputMode;
  private final SaveMode mode;
  private final StreamConfs confs = new StreamConfs();

  /**
   * A sink, after what can be checked without knowing the columns.
   *
   * @param partitionColumns as the columns of the stream are named
   * @param outputMode append, or complete: then each batch replaces what is there
   */
  public TableStreamSink(
      SparkSession session,
      GivenOptions given,
      List<String> partitionColumns,
      OutputMode outputMode) {
    this.session = session;
    this.options = StreamOptions.ofTable(session, given).ofWrite();
    this.partitionColumns = new ArrayList<>(partitionColumns);
    this.outputMode = outputMode;
    this.mode = outputMode == OutputMode.Complete() ? SaveMode.Overwrite : SaveMode.Append;
    for (WriteOption option : List.of(WriteOption.TXN_APP_ID, WriteOption.TXN_VERSION)) {
      if (options.contains(option.key())) {
        throw new IllegalArgumentException(
            ("Cannot write a stream with `%s` = `%s`: it is the query's id and the number of the"
                    + " batch by themselves. Remove it.")
                .formatted(option.key(), options.value(option.key()).orElseThrow()));
      }
    }
  }

  /** The table may have more to say, and says so with the first batch. */
  @Override
  public void check(StructType rows) {
    SparkWriteConf conf = conf(session, options, rows);
    try {
      Path given = new Path(options.path());
      Path path = given.getFileSystem(conf.hadoopConfiguration()).makeQualified(given);
      WriteReport.of(session, path, conf);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the table " + options.path(), e);
    }
  }

  private SparkWriteConf conf(SparkSession of, GivenOptions given, StructType rows) {
    new SchemaRules(of).check(rows, partitionColumns);
    boolean caseSensitive = of.sessionState().conf().caseSensitiveAnalysis();
    return confs.conf(of, given.values(), WriteColumns.of(rows, partitionColumns, caseSensitive));
  }

  @Override
  public void addBatch(long batch, Dataset<Row> data) {
    SparkSession batchSession = data.sparkSession();
    StreamBatch named =
        new StreamBatch(
            outputMode, session.sparkContext().getLocalProperty(StreamSink.QUERY_ID), batch);
    GivenOptions ofBatch = optionsOf(named);
    boolean isSampled =
        conf(batchSession, ofBatch, data.schema()).options().distributionMode()
            == DistributionMode.RANGE;
    try (PlannedBatch rows = PlannedBatch.of(data, isSampled)) {
      new LoggedTableWrite(
              rows.dataset(),
              ofBatch,
              TableSettings.of(batchSession, ofBatch.values()).orElseThrow(),
              Optional.of(named),
              confs)
          .run(mode, partitionColumns);
    }
  }

  private GivenOptions optionsOf(StreamBatch batch) {
    Map<String, String> all = new LinkedHashMap<>(options.values());
    all.put(WriteOption.TXN_APP_ID.key(), batch.queryId());
    all.put(WriteOption.TXN_VERSION.key(), Long.toString(batch.number()));
    if (mode == SaveMode.Overwrite) {
      // A result that is complete is all of the table, whatever the session says of overwrites.
      all.put(WriteOption.PARTITION_OVERWRITE_MODE.key(), "static");
    }
    return new GivenOptions(all);
  }

  /** Shown as the sink in the progress of the query. */
  @Override
  public String toString() {
    return "parquet-ext[" + options.path() + "]";
  }
}
