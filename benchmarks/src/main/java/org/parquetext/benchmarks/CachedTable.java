package org.parquetext.benchmarks;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;

/** A table that is wholly in memory, row by row, in a session that uses {@link UnsafeRowCache}. */
final class CachedTable {

  private final Dataset<Row> table;
  private final long rows;

  private CachedTable(Dataset<Row> table, long rows) {
    this.table = table;
    this.rows = rows;
  }

  /**
   * Loads the table into memory.
   *
   * @throws IllegalStateException if the heap is too small: rows that Spark silently computes again
   *     in each run would be measured as the writers' time
   */
  static CachedTable load(SparkSession session, Dataset<Row> table) {
    Dataset<Row> cached = table.persist(StorageLevel.MEMORY_ONLY());
    long rows = cached.count();
    for (RDDInfo info : session.sparkContext().getRDDStorageInfo()) {
      if (info.numCachedPartitions() < info.numPartitions()) {
        throw new IllegalStateException(
            "Cannot keep the table in memory: %d of %d partitions fit; give the JVM more heap"
                .formatted(info.numCachedPartitions(), info.numPartitions()));
      }
    }
    return new CachedTable(cached, rows);
  }

  Dataset<Row> rows() {
    return table;
  }

  long rowCount() {
    return rows;
  }
}
