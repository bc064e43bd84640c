package org.parquetext.spark.stream;

import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a query has decided what a batch of it holds, which its checkpoint keeps: a batch that is
 * run again has the same time. Spark's {@code IncrementalExecution} knows it; by reflection, since
 * Spark 4.1 has moved that class to another package.
 */
final class BatchTime {

  private static final Logger LOG = LoggerFactory.getLogger(BatchTime.class);

  private BatchTime() {}

  /** In milliseconds since 1970, by the driver's clock; empty if this Spark does not tell. */
  static OptionalLong millis(Dataset<Row> batch) {
    Object execution = batch.queryExecution();
    try {
      Object metadata = execution.getClass().getMethod("offsetSeqMetadata").invoke(execution);
      return OptionalLong.of(
          (long) metadata.getClass().getMethod("batchTimestampMs").invoke(metadata));
    } catch (ReflectiveOperationException e) {
      LOG.debug("Nothing tells of the time of a batch of {}", execution.getClass(), e);
      return OptionalLong.empty();
    }
  }
}
