package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.delta.sources.DeltaSQLConf$;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.internal.StaticSQLConf$;
import org.parquetext.options.WriteOption;

/** Keys of Spark's configuration, and options of writes. */
final class SparkKeys {
  private static final String OF_SOURCE = "spark.datasource.parquet-ext.";

  /** Keys that Spark or Hadoop reads without a registry that could be asked. */
  private static final List<String> UNREGISTERED =
      List.of("spark.hadoop.fs.s3a.", "spark.sql.catalog.", "spark.jars.");

  private static final Pattern CLASS = Pattern.compile("(org|io)(\\.\\w+)+\\.[A-Z]\\w*");

  /** The registries, which know their keys once they are loaded. */
  private static final List<Object> LOADED =
      List.of(
          org.apache.spark.internal.config.package$.MODULE$,
          SQLConf$.MODULE$,
          StaticSQLConf$.MODULE$,
          DeltaSQLConf$.MODULE$);

  private SparkKeys() {}

  /** Fails for a key that nobody has registered, and for a class that there is not. */
  static void requireKnown(Map<String, String> settings) {
    settings.forEach((key, value) -> assertThat(isKnown(key)).as(key).isTrue());
    settings.values().stream()
        .filter(value -> CLASS.matcher(value).matches())
        .forEach(
            name -> assertThatCode(() -> Class.forName(name)).as(name).doesNotThrowAnyException());
  }

  static boolean isKnown(String key) {
    if (key.startsWith(OF_SOURCE)) {
      return isOption(key.substring(OF_SOURCE.length()));
    }
    return WriteOption.find(key).isPresent()
        || key.equals("spark.parquetext.takeover")
        || UNREGISTERED.stream().anyMatch(key::startsWith)
        || !LOADED.isEmpty() && ConfigEntry.findEntry(key) != null;
  }

  /** Whether a write has such an option, of its own or of the built-in writer or of a store. */
  static boolean isOption(String key) {
    return WriteOption.find(key).isPresent()
        || key.startsWith("parquet.")
        || key.startsWith("fs.s3a.")
        || key.startsWith("mapreduce.")
        || key.startsWith("delta.");
  }
}
