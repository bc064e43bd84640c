package org.parquetext.spark.stream;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.conf.WriteConfs;

/**
 * The configurations of the batches of one streaming query, which all have the same options: only
 * with the first is there a warning of what they may not mean. Thread-safe.
 */
final class StreamConfs implements WriteConfs {

  private boolean warned;

  @Override
  public synchronized SparkWriteConf conf(
      SparkSession session, Map<String, String> writeOptions, WriteColumns columns) {
    if (warned) {
      return SparkWriteConf.continued(session, writeOptions, columns);
    }
    SparkWriteConf conf = new SparkWriteConf(session, writeOptions, columns);
    warned = true;
    return conf;
  }
}
