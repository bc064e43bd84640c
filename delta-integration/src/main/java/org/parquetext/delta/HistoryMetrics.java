package org.parquetext.delta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.parquetext.spark.commit.CommittedFile;

/**
 * The figures of a write that a table's history shows, by Delta's names. The number of files has
 * another one for a stream; each operation takes those that are its own.
 */
final class HistoryMetrics {

  private HistoryMetrics() {}

  static void register(
      SparkSession session,
      OptimisticTransaction txn,
      List<CommittedFile> added,
      List<AddFile> removed) {
    Map<String, SQLMetric> metrics = new HashMap<>();
    put(metrics, session, "numFiles", added.size());
    put(metrics, session, "numAddedFiles", added.size());
    put(metrics, session, "numOutputRows", sum(added.stream().map(CommittedFile::rows).toList()));
    put(metrics, session, "numOutputBytes", sum(added.stream().map(CommittedFile::bytes).toList()));
    put(metrics, session, "numRemovedFiles", removed.size());
    put(metrics, session, "numRemovedBytes", sum(removed.stream().map(AddFile::size).toList()));
    txn.registerSQLMetrics(session, Scala.map(metrics));
  }

  private static long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  private static void put(
      Map<String, SQLMetric> metrics, SparkSession session, String name, long value) {
    SQLMetric metric = SQLMetrics.createMetric(session.sparkContext(), name);
    metric.set(value);
    metrics.put(name, metric);
  }
}
