package org.parquetext.integration.pushdown;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Settings of a session that change how values are stored. */
enum Storage {
  DEFAULT("TIMESTAMP_MICROS", false),
  MILLIS("TIMESTAMP_MILLIS", false),
  LEGACY("TIMESTAMP_MICROS", true);

  private final Map<String, Object> settings;

  Storage(String timestamps, boolean legacyFormat) {
    settings =
        Map.of(
            "spark.sql.timeType.enabled", true,
            "spark.sql.parquet.outputTimestampType", timestamps,
            "spark.sql.parquet.writeLegacyFormat", legacyFormat);
  }

  void applyTo(SparkSession session) {
    settings.forEach((key, value) -> session.conf().set(key, value.toString()));
  }
}
