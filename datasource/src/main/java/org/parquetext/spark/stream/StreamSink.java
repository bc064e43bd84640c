package org.parquetext.spark.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;
import org.parquetext.options.DistributionMode;
import org.parquetext.spark.commit.DecidedBatch;
import org.parquetext.spark.commit.DirectFiles;
import org.parquetext.spark.commit.StreamJobCommit;
import org.parquetext.spark.commit.StreamLayout;
import org.parquetext.spark.commit.StreamLog;
import org.parquetext.spark.commit.StreamOwner;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.SchemaRules;
import org.parquetext.spark.path.QueryWrite;
import org.parquetext.spark.report.WriteReport;
import org.parquetext.spark.write.WriteRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the batches of a stream into a directory, each exactly once, with the log that Spark's own
 * file sink keeps. A batch goes through the same write as a {@code save(path)}.
 */
public final class StreamSink implements CheckedSink {

  private static final Logger LOG = LoggerFactory.getLogger(StreamSink.class);

  /** Where Spark tells the id that a query keeps in its checkpoint. */
  static final String QUERY_ID = "sql.streaming.queryId";

  private final SparkSession session;
  private final StreamOptions given;
  private final StreamTarget target;
  private final List<String> partitionColumns;
  private final StreamConfs confs = new StreamConfs();

  /** Opened with the first batch, so that a query that does not start leaves nothing. */
  private StreamLog log;

  /**
   * A sink, after what can be checked without knowing the columns.
   *
   * @param partitionColumns as the columns of the stream are named
   */
  public StreamSink(SparkSession session, GivenOptions options, List<String> partitionColumns) {
    this.session = session;
    this.given = StreamOptions.ofFiles(session, options);
    this.target = StreamTarget.of(session, options);
    this.partitionColumns = new ArrayList<>(partitionColumns);
    target.require();
    requireLayout();
  }

  /** Of what earlier runs of the query have written; nothing where there is no log to read. */
  private void requireLayout() {
    if (target.hasLog()) {
      new StreamLayout(target.path(), partitionColumns).require(openLog());
    }
  }

  private StreamLog openLog() {
    return StreamLog.open(session, target.path(), given.retentionMillis());
  }

  @Override
  public void check(StructType rows) {
    WriteReport.of(session, target.path(), conf(session, rows));
  }

  private WriteColumns columns(SparkSession of, StructType rows) {
    new SchemaRules(of).check(rows, partitionColumns);
    return WriteColumns.of(
        rows, partitionColumns, of.sessionState().conf().caseSensitiveAnalysis());
  }

  private SparkWriteConf conf(SparkSession of, StructType rows) {
    return confs.conf(of, given.ofWrite().values(), columns(of, rows));
  }

  @Override
  public void addBatch(long number, Dataset<Row> data) {
    DecidedBatch batch = new DecidedBatch(number, BatchTime.millis(data));
    StreamOwner owner =
        new StreamOwner(
            target.fileSystem(),
            StreamLog.directory(target.path()),
            session.sparkContext().getLocalProperty(QUERY_ID));
    if (isWritten(batch, owner)) {
      LOG.info("Batch {} of {} is committed already", number, target.path());
      return;
    }
    SparkSession batchSession = data.sparkSession();
    WriteColumns columns = columns(batchSession, data.schema());
    SparkWriteConf conf = conf(batchSession, data.schema());
    boolean isSampled = conf.options().distributionMode() == DistributionMode.RANGE;
    try (PlannedBatch rows = new PlannedBatch(data, isSampled)) {
      QueryWrite query = new QueryWrite(rows.dataset());
      WriteRequest request =
          WriteRequest.into(
              (options, configuration) ->
                  new StreamJobCommit(
                      log,
                      owner,
                      batch,
                      target.fileSystem(),
                      target.path(),
                      new DirectFiles(
                          batchSession.sparkContext(), target.path(), configuration, options)),
              batchSession,
              target.path(),
              columns,
              conf,
              query.ordering(columns, conf));
      query.run(request, columns, conf);
    }
  }

  private boolean isWritten(DecidedBatch batch, StreamOwner owner) {
    if (log == null) {
      target.require();
      log = openLog();
    }
    OptionalLong latest = log.latestBatch();
    try {
      owner.require(batch, latest);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the log of the stream to " + target.path(), e);
    }
    return latest.isPresent() && batch.number() <= latest.getAsLong();
  }

  /** Shown as the sink in the progress of the query. */
  @Override
  public String toString() {
    return "parquet-ext[" + target.path() + "]";
  }
}
