package org.parquetext.benchmarks.contest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.parquetext.benchmarks.table.UnsafeRowCache;

/** A table that is wholly in memory, row by row, in a session that uses {@link UnsafeRowCache}. */
public final class CachedTable implements ContestTable {

  private static final double MEGABYTE = 1e6;

  private final Dataset<Row> table;
  private final long rows;
  private final int partitions;
  private final long bytes;

  private CachedTable(Dataset<Row> table, long rows, List<RDDInfo> kept) {
    this.table = table;
    this.rows = rows;
    this.partitions = kept.stream().mapToInt(RDDInfo::numPartitions).sum();
    this.bytes = kept.stream().mapToLong(RDDInfo::memSize).sum();
  }

  /**
   * Loads the table into memory; the caller closes it.
   *
   * @throws IllegalStateException if the heap is too small: rows that Spark silently computes again
   *     in each run would be measured as the writers' time
   */
  public static CachedTable load(SparkSession session, Dataset<Row> table) {
    // Delta keeps what it knows of its tables in memory too, for as long as there is room.
    Set<Integer> others =
        Arrays.stream(session.sparkContext().getRDDStorageInfo())
            .map(RDDInfo::id)
            .collect(Collectors.toSet());
    Dataset<Row> cached = table.persist(StorageLevel.MEMORY_ONLY());
    long rows = cached.count();
    List<RDDInfo> kept =
        Arrays.stream(session.sparkContext().getRDDStorageInfo())
            .filter(info -> !others.contains(info.id()))
            .toList();
    for (RDDInfo info : kept) {
      if (info.numCachedPartitions() < info.numPartitions()) {
        throw new IllegalStateException(
            "Cannot keep the table in memory: %d of %d partitions fit; give the JVM more heap"
                .formatted(info.numCachedPartitions(), info.numPartitions()));
      }
    }
    return new CachedTable(cached, rows, kept);
  }

  @Override
  public Dataset<Row> rows() {
    return table;
  }

  @Override
  public long rowCount() {
    return rows;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public String size() {
    return String.format(Locale.ROOT, "%,.1f MB in memory", bytes / MEGABYTE);
  }

  /** Nothing is left off: what handing the rows out takes is the same for all. */
  @Override
  public List<Figure> figures() {
    return List.of(Figure.values());
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    table.unpersist(true);
  }
}
