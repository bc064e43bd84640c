package org.parquetext.spark.write;

import java.util.List;
import java.util.Locale;

/** The values of {@code spark.sql.parquet.outputTimestampType}. */
final class TimestampTypes {

  private static final List<String> NAMES =
      List.of("INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS");

  private TimestampTypes() {}

  /** The value in Spark's spelling, or an error naming the ones that there are. */
  static String checked(Setting setting) {
    String name = setting.value().trim().toUpperCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "Cannot write timestamps as `%s` = `%s`, set in %s: use one of %s."
              .formatted(setting.key(), setting.value(), setting.place(), NAMES));
    }
    return name;
  }
}
