package org.parquetext.spark.conf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the files and how Spark maps them to Parquet. Travels to the executors, where the
 * Parquet schema is made anew, since a {@link MessageType} does not serialise.
 */
public final class FileSchema implements Serializable {

  static final String TIMESTAMP_TYPE = "spark.sql.parquet.outputTimestampType";
  static final String FIELD_IDS = "spark.sql.parquet.fieldId.write.enabled";
  static final String LEGACY_FORMAT = "spark.sql.parquet.writeLegacyFormat";
  static final String VARIANT_ANNOTATION = "spark.sql.parquet.variant.annotateLogicalType.enabled";

  private static final long serialVersionUID = 1L;
  private static final String NANOS = "spark.sql.legacy.parquet.nanosAsLong";

  private final StructType columns;
  private final HashMap<String, String> settings;

  /**
   * Columns and their mapping.
   *
   * @param settings a value for each of the keys above, in Spark's spelling
   * @throws IllegalArgumentException naming a column for which Spark has no such mapping
   */
  FileSchema(StructType columns, Map<String, String> settings) {
    this.columns = columns;
    this.settings = new HashMap<>(settings);
    if (Boolean.parseBoolean(settings.get(LEGACY_FORMAT))) {
      LegacyLists.check(columns);
    }
  }

  /** The value of {@link #TIMESTAMP_TYPE}. */
  String timestampType() {
    return settings.get(TIMESTAMP_TYPE);
  }

  /** The columns of the files, in order. */
  public StructType columns() {
    return columns;
  }

  /** The schema in the footer, exactly as the built-in writer would have it. */
  public MessageType messageType() {
    Configuration conf = new Configuration(false);
    settings.forEach(conf::set);
    conf.set(NANOS, "false");
    return new SparkToParquetSchemaConverter(conf).convert(columns);
  }

  /** Whether timestamps are INT96, which Spark rebases by a setting of its own. */
  boolean hasInt96Timestamps() {
    return settings.get(TIMESTAMP_TYPE).equals("INT96");
  }

  /**
   * The same columns with what becomes known later: nullabilities when the query is planned, and
   * how variants are shredded.
   */
  public FileSchema with(StructType known) {
    return new FileSchema(known, settings);
  }
}
