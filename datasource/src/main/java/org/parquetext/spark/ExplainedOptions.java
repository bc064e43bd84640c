package org.parquetext.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.spark.conf.ExplainedOption;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;

/** Says which options a write would obey, without writing. */
public final class ExplainedOptions {

  private ExplainedOptions() {}

  /**
   * Every option in the order of the documentation, with those of columns and of entries that are
   * set.
   *
   * @param options as they would be given to {@code option(…)}
   * @param partitionColumns as they would be given to {@code partitionBy}
   * @throws IllegalArgumentException for what the write would refuse
   */
  public static List<ExplainedOption> of(
      Dataset<Row> rows, Map<String, String> options, List<String> partitionColumns) {
    SparkSession session = rows.sparkSession();
    boolean caseSensitive = session.sessionState().conf().caseSensitiveAnalysis();
    WriteColumns columns = WriteColumns.of(rows.schema(), partitionColumns, caseSensitive);
    return new SparkWriteConf(session, options, columns).explained();
  }
}
