package org.parquetext.delta;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeletionVectorsTableFeature$;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.sources.DeltaSQLConf;
import org.apache.spark.sql.delta.stats.StatsCollectionUtils;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.statistics.StatisticsColumn;
import org.parquetext.statistics.StatisticsRequest;

/**
 * The statistics that a write to a Delta table gives the log: what it asks of its tasks, and the
 * text that it makes of their answers. Both stay on the driver.
 */
final class TableStatistics {

  private final StatisticsRequest request;
  private final StatisticsJson json;

  private TableStatistics(StatisticsRequest request, StatisticsJson json) {
    this.request = request;
    this.json = json;
  }

  /**
   * The statistics of a table as the write finds or makes it.
   *
   * @param files the columns of the rows by the names that they have in the files
   */
  static TableStatistics of(
      SparkSession session, Metadata metadata, Protocol protocol, StructType files) {
    IndexedColumns columns = IndexedColumns.of(session, metadata, files);
    int prefixLength = StatsCollectionUtils.getDataSkippingStringPrefixLength(session, metadata);
    return new TableStatistics(
        StatisticsRequest.of(
            columns.leaves().stream().map(leaf -> column(leaf, prefixLength)).toList()),
        new StatisticsJson(columns, prefixLength, tightBounds(session, protocol)));
  }

  private static StatisticsColumn column(IndexedColumns.Leaf leaf, int prefixLength) {
    return leaf.isBounded()
        ? StatisticsColumn.bounded(leaf.path(), StatisticsText.maxBytes(prefixLength))
        : StatisticsColumn.counted(leaf.path());
  }

  private static StatisticsJson.TightBounds tightBounds(SparkSession session, Protocol protocol) {
    boolean leftOut =
        (boolean)
            session
                .sessionState()
                .conf()
                .getConf(DeltaSQLConf.TIGHT_BOUND_COLUMN_ON_FILE_INIT_DISABLED());
    return protocol.isFeatureSupported(DeletionVectorsTableFeature$.MODULE$) && !leftOut
        ? StatisticsJson.TightBounds.SAID
        : StatisticsJson.TightBounds.LEFT_OUT;
  }

  /** What the tasks are to tell of each file. */
  StatisticsRequest request() {
    return request;
  }

  /** The {@code stats} of a file in the log. */
  String json(CommittedFile file) {
    return json.of(file.rows(), file.statistics());
  }
}
