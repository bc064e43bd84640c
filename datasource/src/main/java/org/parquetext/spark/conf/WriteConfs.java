package org.parquetext.spark.conf;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Makes the configurations of writes. */
@FunctionalInterface
public interface WriteConfs {

  /**
   * That of one write.
   *
   * @param writeOptions options of the write, in the case in which they were given
   * @throws IllegalArgumentException naming the key, its value, its place and the remedy
   */
  SparkWriteConf conf(SparkSession session, Map<String, String> writeOptions, WriteColumns columns);
}
