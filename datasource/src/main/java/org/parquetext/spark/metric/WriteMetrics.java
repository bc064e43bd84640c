package org.parquetext.spark.metric;

import org.apache.spark.sql.connector.metric.CustomMetric;

/** The metrics of a write, by name. */
public final class WriteMetrics {

  /** Spark's own: shown as the task's output, not as a metric of the write. */
  public static final String BYTES_WRITTEN = "bytesWritten";

  /** Spark's own, as {@link #BYTES_WRITTEN}. */
  public static final String RECORDS_WRITTEN = "recordsWritten";

  public static final String ROWS_IN_BATCHES = "numRowsInBatches";
  public static final String SINGLE_ROWS = "numSingleRows";
  public static final String FILES = "numFiles";
  public static final String ROW_GROUPS = "numRowGroups";
  public static final String ROW_GROUPS_CLOSED_BY_MEMORY = "numRowGroupsClosedByMemory";
  public static final String DICTIONARIES_OUTGROWN = "numDictionariesOutgrown";
  public static final String WAIT_TIME = "waitTime";
  public static final String BYTES = "numOutputBytes";
  public static final String CLOSING_TIME = "closingTime";
  public static final String PEAK_BUFFERED_BYTES = "peakBufferedBytes";
  public static final String JOB_COMMIT_TIME = "jobCommitTime";

  private WriteMetrics() {}

  /** Every metric that a write reports. */
  public static CustomMetric[] all() {
    return new CustomMetric[] {
      new RowsInBatchesMetric(),
      new SingleRowsMetric(),
      new FilesMetric(),
      new RowGroupsMetric(),
      new RowGroupsClosedByMemoryMetric(),
      new DictionariesOutgrownMetric(),
      new BytesMetric(),
      new WaitTimeMetric(),
      new ClosingTimeMetric(),
      new PeakBufferedBytesMetric(),
      new JobCommitTimeMetric()
    };
  }
}
