package org.parquetext.integration.parity;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Where a setting of the built-in writer can stand. */
enum Place {
  OPTION,
  SESSION,
  HADOOP;

  /** Runs a write while the setting stands there; it is given the options to write with. */
  void with(SparkSession session, String key, String value, Consumer<Map<String, String>> write) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    switch (this) {
      case OPTION -> write.accept(Map.of(key, value));
      case SESSION -> {
        session.conf().set(key, value);
        try {
          write.accept(Map.of());
        } finally {
          session.conf().unset(key);
        }
      }
      case HADOOP -> {
        hadoop.set(key, value);
        try {
          write.accept(Map.of());
        } finally {
          hadoop.unset(key);
        }
      }
    }
  }
}
