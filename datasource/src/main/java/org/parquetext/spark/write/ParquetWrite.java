package org.parquetext.spark.write;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.metric.WriteMetric;

/**
 * One logical write. Rows stay in the tasks that have them, unless the write asks for another
 * distribution; within a task they are sorted by the partition columns, so that one file is open at
 * a time, if it is to be one, and by the sorting columns that the write asks for, unless the query
 * does so already. Internal.
 */
public final class ParquetWrite implements RequiresDistributionAndOrdering {

  private final WriteRequest request;
  private final SaveMode mode;
  private final WriteColumns columns;
  private final OldFiles replaced;
  private ParquetBatchWrite batch;

  ParquetWrite(WriteRequest request, SaveMode mode, WriteColumns columns, OldFiles replaced) {
    this.request = request;
    this.mode = mode;
    this.columns = columns;
    this.replaced = replaced;
  }

  /** Why the writers of its tasks need rows and can take no {@link BatchRow}; empty if they can. */
  public Optional<String> needsRows() {
    return request.conf().shredding().paths(columns.data()).isEmpty()
        ? Optional.empty()
        : Optional.of("variants are shredded row by row");
  }

  @Override
  public Distribution requiredDistribution() {
    return request.conf().distribution().required();
  }

  /** Adaptive execution may split a partition that is much larger than the others. */
  @Override
  public boolean distributionStrictlyRequired() {
    return false;
  }

  @Override
  public long advisoryPartitionSizeInBytes() {
    return request.conf().distribution().advisoryBytes(request.path());
  }

  @Override
  public SortOrder[] requiredOrdering() {
    return request.ordering().toArray(SortOrder[]::new);
  }

  @Override
  public BatchWrite toBatch() {
    batch = new ParquetBatchWrite(request, mode, columns, replaced);
    return batch;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return WriteMetric.definitions();
  }

  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    return batch == null ? new CustomTaskMetric[0] : batch.driverMetrics();
  }

  @Override
  public String description() {
    return toString();
  }

  /** Shown in plans: the effective options, registered ones only. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("parquet-ext ");
    text.append(mode.name().toLowerCase(Locale.ROOT));
    text.append(" ").append(request.path());
    if (columns.isPartitioned()) {
      text.append(", partitioned by ").append(columns.partitionNames());
    }
    return text.append(", options ").append(request.conf().shown()).toString();
  }
}
