package org.parquetext.spark.metric;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.pipeline.WriteStage;

/**
 * The metrics of a write in Spark's SQL tab: what its tasks report while they run and when their
 * files are closed, and what the driver reports at the end.
 */
public enum WriteMetric {
  ROWS("numRows", "number of written rows", SumMetric::new),
  ROWS_IN_BATCHES("numRowsInBatches", "number of rows written in batches", SumMetric::new),
  SINGLE_ROWS("numSingleRows", "number of rows written one by one", SumMetric::new),
  FILES("numFiles", "number of written files", SumMetric::new),
  FILES_CLOSED_BY_SIZE(
      "numFilesClosedBySize", "number of files closed by their size", SumMetric::new),
  FILES_CLOSED_BY_ROWS(
      "numFilesClosedByRows", "number of files closed by their rows", SumMetric::new),
  FILES_CLOSED_BY_TIME("numFilesClosedByTime", "number of files closed by a time", SumMetric::new),
  BYTES("numOutputBytes", "written output", SizeMetric::new),
  ROW_GROUPS("numRowGroups", "number of written row groups", SumMetric::new),
  ROW_GROUPS_CLOSED_BY_SIZE(
      "numRowGroupsClosedBySize", "number of row groups closed by their size", SumMetric::new),
  ROW_GROUPS_CLOSED_BY_ROWS(
      "numRowGroupsClosedByRows", "number of row groups closed by their rows", SumMetric::new),
  ROW_GROUPS_CLOSED_BY_MEMORY(
      "numRowGroupsClosedByMemory", "number of row groups closed early by memory", SumMetric::new),
  DICTIONARIES_REFUSED(
      "numDictionariesRefused",
      "number of column chunks that gave up a dictionary",
      SumMetric::new),
  DICTIONARIES_OUTGROWN(
      "numDictionariesOutgrown",
      "number of column chunks that outgrew the dictionary asked for",
      SumMetric::new),
  CONVERT_TIME("convertTime", "time converting rows to columns", TimeMetric::new),
  ENCODE_TIME("encodeTime", "time encoding columns", TimeMetric::new),
  COMPRESS_TIME("compressTime", "time compressing pages", TimeMetric::new),
  ENCODER_WAIT_TIME("encoderWaitTime", "time waiting for encoders", TimeMetric::new),
  MEMORY_WAIT_TIME("memoryWaitTime", "time waiting for memory", TimeMetric::new),
  WRITE_TIME("writeTime", "time writing files", TimeMetric::new),
  UPLOAD_TIME("uploadTime", "time closing files, which uploads them", TimeMetric::new),
  VERIFY_TIME("verifyTime", "time verifying files", TimeMetric::new),
  UPLOAD_WAIT_TIME("uploadWaitTime", "time waiting for files to close", TimeMetric::new),
  PEAK_BUFFERED_BYTES("peakBufferedBytes", "peak buffered bytes of a task", PeakMetric::new),
  TASK_COMMIT_TIME("taskCommitTime", "task commit time", DriverTimeMetric::new),
  JOB_COMMIT_TIME("jobCommitTime", "job commit time", DriverTimeMetric::new);

  /** Spark's own: shown as the task's output, not as a metric of the write. */
  public static final String BYTES_WRITTEN = "bytesWritten";

  /** Spark's own, as {@link #BYTES_WRITTEN}. */
  public static final String RECORDS_WRITTEN = "recordsWritten";

  private final CustomMetric definition;

  WriteMetric(
      String name, String description, BiFunction<String, String, ? extends CustomMetric> kind) {
    this.definition = kind.apply(name, description);
  }

  /** Every metric that a write reports. */
  public static CustomMetric[] definitions() {
    return Arrays.stream(values()).map(metric -> metric.definition).toArray(CustomMetric[]::new);
  }

  /** The metric of the time that goes into a stage. */
  public static WriteMetric of(WriteStage stage) {
    return switch (stage) {
      case CONVERT -> CONVERT_TIME;
      case ENCODE -> ENCODE_TIME;
      case COMPRESS -> COMPRESS_TIME;
      case WAIT_FOR_ENCODERS -> ENCODER_WAIT_TIME;
      case WAIT_FOR_MEMORY -> MEMORY_WAIT_TIME;
      case WRITE -> WRITE_TIME;
      case UPLOAD -> UPLOAD_TIME;
      case VERIFY -> VERIFY_TIME;
      case WAIT_FOR_UPLOADS -> UPLOAD_WAIT_TIME;
    };
  }

  /** Whether only the driver knows it, at the end. */
  public boolean isOfDriver() {
    return this == TASK_COMMIT_TIME || this == JOB_COMMIT_TIME;
  }

  /** The value of two tasks together. */
  public long merge(long one, long other) {
    return this == PEAK_BUFFERED_BYTES ? Math.max(one, other) : one + other;
  }

  /** What Spark shows it as. */
  public CustomMetric definition() {
    return definition;
  }

  /**
   * Its value at one moment.
   *
   * @param value a number, bytes, or nanoseconds
   */
  public CustomTaskMetric value(long value) {
    return new MetricValue(definition.name(), value);
  }
}
