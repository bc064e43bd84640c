package org.parquetext.spark.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;
import org.parquetext.options.DistributionMode;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.TableSettings;
import org.parquetext.spark.guard.SchemaRules;
import org.parquetext.spark.path.LoggedTableWrite;

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

  /** As a batch would be, by the table as it is now. */
  @Override
  public void check(StructType rows) {
    checkTypes(session, rows);
    StreamBatch some = new StreamBatch(outputMode, UUID.randomUUID().toString(), 0);
    Dataset<Row> none = session.createDataFrame(List.of(), rows);
    GivenOptions ofBatch = optionsOf(some);
    write(none, () -> none, ofBatch, settings(session, ofBatch), some)
        .check(mode, partitionColumns);
  }

  private void checkTypes(SparkSession of, StructType rows) {
    new SchemaRules(of).check(rows, partitionColumns);
  }

  @Override
  public void addBatch(long batch, Dataset<Row> data) {
    SparkSession batchSession = data.sparkSession();
    StreamBatch named =
        new StreamBatch(
            outputMode, session.sparkContext().getLocalProperty(StreamSink.QUERY_ID), batch);
    GivenOptions ofBatch = optionsOf(named);
    TableSettings settings = settings(batchSession, ofBatch);
    checkTypes(batchSession, data.schema());
    boolean isSampled = settings.distributionMode() == DistributionMode.RANGE;
    try (PlannedBatch planned = new PlannedBatch(data, isSampled)) {
      write(data, planned::dataset, ofBatch, settings, named).run(mode, partitionColumns);
    }
  }

  private static TableSettings settings(SparkSession of, GivenOptions given) {
    return TableSettings.of(of, given.values()).orElseThrow();
  }

  private LoggedTableWrite write(
      Dataset<Row> data,
      Supplier<Dataset<Row>> rows,
      GivenOptions given,
      TableSettings settings,
      StreamBatch batch) {
    return new LoggedTableWrite(data, rows, given, settings, Optional.of(batch), confs);
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
