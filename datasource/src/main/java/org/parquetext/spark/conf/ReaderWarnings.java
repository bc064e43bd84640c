package org.parquetext.spark.conf;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of columns that are written as asked for and that Spark itself reads wrongly or not. */
final class ReaderWarnings {

  private static final Logger LOG = LoggerFactory.getLogger(ReaderWarnings.class);

  private final MessageType messageType;
  private final WriteOptions options;

  ReaderWarnings(MessageType messageType, WriteOptions options) {
    this.messageType = messageType;
    this.options = options;
  }

  void log() {
    warnOfByteStreamSplit();
    warnOfDeltaByteArray();
  }

  private void warnOfByteStreamSplit() {
    List<String> columns = ColumnEncodings.byteStreamSplit(messageType, options);
    if (!columns.isEmpty()) {
      LOG.warn(
          "Columns {} may become BYTE_STREAM_SPLIT, which Spark's vectorized reader does not read;"
              + " others, and spark.sql.parquet.enableVectorizedReader=false, do",
          columns);
    }
  }

  private void warnOfDeltaByteArray() {
    List<String> columns = ColumnEncodings.misreadDeltaByteArray(messageType, options);
    if (!columns.isEmpty()) {
      LOG.warn(
          "Columns {} become DELTA_BYTE_ARRAY without compression or of fixed length: the"
              + " vectorized reader of Spark 4.2 returns wrong values of the former and fails where"
              + " it has to skip the latter; others, and"
              + " spark.sql.parquet.enableVectorizedReader=false, do not",
          columns);
    }
  }
}
