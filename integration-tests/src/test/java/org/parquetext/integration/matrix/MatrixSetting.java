package org.parquetext.integration.matrix;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.UserDefinedType;

/** Settings of a session that change how values or schemas are written. */
enum MatrixSetting {
  DEFAULT(Map.of()),
  LEGACY_FORMAT(Map.of("spark.sql.parquet.writeLegacyFormat", "true")),
  TIMESTAMP_MICROS(Map.of("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")),
  TIMESTAMP_MILLIS(Map.of("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS")),
  LEGACY_INT96(Map.of("spark.sql.parquet.int96RebaseModeInWrite", "LEGACY")),
  LEGACY_DATES_AND_MICROS(
      Map.of(
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY",
          "spark.sql.session.timeZone", "Europe/Amsterdam")),
  LEGACY_EVERYTHING(
      Map.of(
          "spark.sql.parquet.writeLegacyFormat", "true",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS",
          "spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY",
          "spark.sql.parquet.int96RebaseModeInWrite", "LEGACY")),
  NO_FIELD_IDS(
      Map.of(
          "spark.sql.parquet.fieldId.write.enabled", "false",
          "spark.sql.parquet.fieldId.read.ignoreMissing", "true")),
  NO_VARIANT_ANNOTATION(Map.of("spark.sql.parquet.variant.annotateLogicalType.enabled", "false"));

  private static final String LEGACY = "spark.sql.parquet.writeLegacyFormat";

  private final Map<String, String> configuration;

  MatrixSetting(Map<String, String> configuration) {
    this.configuration = configuration;
  }

  /**
   * Whether Spark's schema of the column is one that can be written. In the legacy format, arrays
   * without nulls are repeated fields, but those of a user-defined type Spark forgets to repeat.
   */
  boolean allows(DataType leaf, Nullability nullability) {
    return !(configuration.containsKey(LEGACY)
        && leaf instanceof UserDefinedType
        && nullability == Nullability.REQUIRED);
  }

  void applyTo(SparkSession session) {
    configuration.forEach(session.conf()::set);
  }
}
