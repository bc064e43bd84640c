package org.parquetext.spark.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat.JobSummaryLevel;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.conf.GivenOptions;

/**
 * What the options of a stream say beside those of every write, and what they and the session must
 * not say of a stream.
 */
final class StreamOptions {

  private static final String RETENTION = "retention";
  private static final String ASYNC_PROGRESS = "asyncProgressTrackingEnabled";

  /** Options that Spark itself reads, or that are read here. */
  private static final List<String> OF_STREAM =
      List.of("checkpointLocation", "queryName", RETENTION, ASYNC_PROGRESS);

  private static final String MANIFEST_PROTOCOL =
      "org.apache.spark.sql.execution.streaming.ManifestFileCommitProtocol";

  private final SparkSession session;
  private final GivenOptions given;

  private StreamOptions(SparkSession session, GivenOptions given) {
    this.session = session;
    this.given = given;
  }

  /**
   * Those of a stream into plain files, after all checks that need no columns.
   *
   * @throws IllegalArgumentException naming the option, its value and the remedy
   */
  static StreamOptions ofFiles(SparkSession session, GivenOptions given) {
    StreamOptions options = new StreamOptions(session, given);
    options.refuseForAll();
    options.retentionMillis();
    options.refuseOtherProtocol();
    options.refuseSummaries();
    return options;
  }

  /**
   * Those of a stream into a table that has a log, after all checks that need no columns.
   *
   * @throws IllegalArgumentException naming the option, its value and the remedy
   */
  static StreamOptions ofTable(SparkSession session, GivenOptions given) {
    StreamOptions options = new StreamOptions(session, given);
    options.refuseForAll();
    if (given.contains(RETENTION)) {
      throw new IllegalArgumentException(
          "Cannot honour `%s` = `%s`: it is of the log of a stream into plain files. Remove it."
              .formatted(RETENTION, given.value(RETENTION).orElseThrow()));
    }
    return options;
  }

  private void refuseForAll() {
    if (given.contains(DataSourceUtils.CLUSTERING_COLUMNS_KEY())) {
      throw new UnsupportedOperationException(
          "Cannot write a stream with clusterBy. Use partitionBy, or `sortingColumns`.");
    }
    if (!given.contains("path")) {
      throw new IllegalArgumentException(
          "Cannot write a stream without a path: use start(path), or set the option `path`.");
    }
    refuseAsyncProgress();
  }

  /** The options of the write of each batch. */
  GivenOptions ofWrite() {
    return given.without(OF_STREAM);
  }

  /** The age at which files leave the log, as Spark's own sink understands {@code retention}. */
  OptionalLong retentionMillis() {
    String text = given.value(RETENTION).orElse(null);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(JavaUtils.timeStringAsMs(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot honour `%s` = `%s`: it is no time such as `7d` or `12h`."
              .formatted(RETENTION, text),
          e);
    }
  }

  private void refuseOtherProtocol() {
    Optional<String> asked = given.value(WriteOption.COMMIT_PROTOCOL.key());
    if (asked.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot write a stream to plain files with `%s` = `%s`: batches are committed by Spark's log of a stream. Remove it."
              .formatted(WriteOption.COMMIT_PROTOCOL.key(), asked.get()));
    }
    String configured = session.sessionState().conf().streamingFileCommitProtocolClass();
    if (!configured.equals(MANIFEST_PROTOCOL)) {
      throw new IllegalArgumentException(
          "Cannot write a stream with `%s` = `%s`: batches are committed by Spark's log of a stream. Unset it."
              .formatted(SQLConf.STREAMING_FILE_COMMIT_PROTOCOL_CLASS().key(), configured));
    }
  }

  /** With it, a query that starts again may cut other batches, under the same numbers. */
  private void refuseAsyncProgress() {
    if (given.value(ASYNC_PROGRESS).filter(Boolean::parseBoolean).isPresent()) {
      throw new IllegalArgumentException(
          "Cannot write a stream with `%s` = `true`: rows would be lost or doubled when the query starts again. Remove it."
              .formatted(ASYNC_PROGRESS));
    }
  }

  /** Where the session or the cluster asks for them, other writes may be meant. */
  private void refuseSummaries() {
    Configuration conf = given.hadoopConfiguration(session);
    boolean isSet =
        given.contains(ParquetOutputFormat.JOB_SUMMARY_LEVEL)
            || given.contains(ParquetOutputFormat.ENABLE_JOB_SUMMARY);
    if (isSet && ParquetOutputFormat.getJobSummaryLevel(conf) != JobSummaryLevel.NONE) {
      throw new IllegalArgumentException(
          "Cannot write a stream with `%s` = `%s`: summary files are of whole tables. Set it to NONE."
              .formatted(
                  ParquetOutputFormat.JOB_SUMMARY_LEVEL,
                  ParquetOutputFormat.getJobSummaryLevel(conf)));
    }
  }
}
