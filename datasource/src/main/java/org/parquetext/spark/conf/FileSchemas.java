package org.parquetext.spark.conf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.schema.LeafFields;
import org.parquetext.spark.arrow.SparkArrowSchema;

/** Reads the settings by which Spark maps columns to Parquet. */
final class FileSchemas {

  private static final List<String> TIMESTAMP_TYPES =
      List.of("INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS");
  private static final List<String> SWITCH = List.of("true", "false");

  private FileSchemas() {}

  /**
   * The schema of the files of a write.
   *
   * @throws IllegalArgumentException naming the key, its value, its place and the values there are;
   *     naming the column that a file cannot have, by its name or its depth
   */
  static FileSchema of(WriteColumns columns, Settings settings, SQLConf session) {
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put(
        FileSchema.TIMESTAMP_TYPE,
        settings
            .builtIn(FileSchema.TIMESTAMP_TYPE)
            .map(FileSchemas::timestampType)
            .orElse(session.parquetOutputTimestampType().toString()));
    if (columns.areLaidOut()) {
      // A table may find its columns by nothing else.
      mapping.put(FileSchema.FIELD_IDS, "true");
    } else {
      put(mapping, settings, FileSchema.FIELD_IDS, session.parquetFieldIdWriteEnabled());
    }
    put(mapping, settings, FileSchema.LEGACY_FORMAT, session.writeLegacyParquetFormat());
    put(mapping, settings, FileSchema.VARIANT_ANNOTATION, true);
    FileSchema schema = new FileSchema(columns.data(), mapping);
    LeafFields.of(SparkArrowSchema.of(columns.data()), schema.messageType());
    return schema;
  }

  private static void put(
      Map<String, String> mapping, Settings settings, String key, boolean defaultValue) {
    String value =
        settings.builtIn(key).map(FileSchemas::switched).orElse(String.valueOf(defaultValue));
    mapping.put(key, value);
  }

  private static String timestampType(Setting setting) {
    return oneOf(
        TIMESTAMP_TYPES, setting.value().trim().toUpperCase(Locale.ROOT), "timestamps", setting);
  }

  /**
   * The value of a switch, {@code true} or {@code false}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static String switched(Setting setting) {
    return oneOf(SWITCH, setting.value().trim().toLowerCase(Locale.ROOT), "files", setting);
  }

  private static String oneOf(List<String> values, String value, String what, Setting setting) {
    if (!values.contains(value)) {
      throw new IllegalArgumentException(
          "Cannot write %s as `%s` = `%s`, set in %s: use one of %s."
              .formatted(what, setting.key(), setting.value(), setting.place(), values));
    }
    return value;
  }
}
