package org.parquetext.spark.write;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the files and how Spark maps them to Parquet. Travels to the executors, where the
 * Parquet schema is made anew, since a {@link MessageType} does not serialise.
 */
final class FileSchema implements Serializable {

  static final String TIMESTAMP_TYPE = "spark.sql.parquet.outputTimestampType";
  static final String FIELD_IDS = "spark.sql.parquet.fieldId.write.enabled";

  private static final long serialVersionUID = 1L;
  private static final String LEGACY = "spark.sql.parquet.writeLegacyFormat";
  private static final String VARIANT = "spark.sql.parquet.variant.annotateLogicalType.enabled";
  private static final String NANOS = "spark.sql.legacy.parquet.nanosAsLong";

  private final StructType columns;
  private final String timestampType;
  private final String fieldIds;

  FileSchema(StructType columns, String timestampType, String fieldIds) {
    this.columns = columns;
    this.timestampType = timestampType;
    this.fieldIds = fieldIds;
  }

  /** The value of {@link #TIMESTAMP_TYPE}. */
  String timestampType() {
    return timestampType;
  }

  /** The columns of the files, in order. */
  StructType columns() {
    return columns;
  }

  /** The schema in the footer, exactly as the built-in writer would have it. */
  MessageType messageType() {
    Configuration conf = new Configuration(false);
    conf.set(TIMESTAMP_TYPE, timestampType);
    conf.set(FIELD_IDS, fieldIds);
    conf.set(LEGACY, "false");
    conf.set(VARIANT, "true");
    conf.set(NANOS, "false");
    return new SparkToParquetSchemaConverter(conf).convert(columns);
  }

  /** The same columns with those nullabilities that are known only when the query is planned. */
  FileSchema with(StructType planned) {
    return new FileSchema(planned, timestampType, fieldIds);
  }
}
