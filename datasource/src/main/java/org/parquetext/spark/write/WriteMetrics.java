package org.parquetext.spark.write;

import org.apache.spark.sql.connector.metric.CustomMetric;

/** The metrics of a write, by name. */
final class WriteMetrics {

  /** Spark's own: shown as the task's output, not as a metric of the write. */
  static final String BYTES_WRITTEN = "bytesWritten";

  /** Spark's own, as {@link #BYTES_WRITTEN}. */
  static final String RECORDS_WRITTEN = "recordsWritten";

  static final String FILES = "numFiles";
  static final String ROW_GROUPS = "numRowGroups";
  static final String ROW_GROUPS_CLOSED_BY_MEMORY = "numRowGroupsClosedByMemory";
  static final String DICTIONARIES_OUTGROWN = "numDictionariesOutgrown";
  static final String WAIT_TIME = "waitTime";
  static final String BYTES = "numOutputBytes";
  static final String CLOSING_TIME = "closingTime";
  static final String PEAK_BUFFERED_BYTES = "peakBufferedBytes";
  static final String JOB_COMMIT_TIME = "jobCommitTime";

  private WriteMetrics() {}

  static CustomMetric[] all() {
    return new CustomMetric[] {
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
