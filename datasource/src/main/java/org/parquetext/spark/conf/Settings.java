package org.parquetext.spark.conf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.options.WriteOption;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Everything that was set for one write, by place: its options, those of its table where that has a
 * log, the session's configuration, the Hadoop configuration. Options and the session's {@code
 * spark.datasource.parquet-ext.} keys are compared without regard to case, the keys of other
 * configurations exactly.
 */
final class Settings {

  static final String SESSION_PREFIX = "spark.datasource.parquet-ext.";

  private final Map<String, Setting> options = new LinkedHashMap<>();
  private final Map<String, Setting> sessionOptions = new LinkedHashMap<>();
  private final Map<String, String> session;
  private final Configuration hadoop;
  private final SQLConf sqlConf;

  /** The keys of session and Hadoop configuration that may be of a column: few of very many. */
  private final Set<String> configuredColumnKeys;

  Settings(SparkSession spark, Map<String, String> writeOptions) {
    this(spark, writeOptions, Map.of());
  }

  /** With what a table asks of its files where the write does not set it. */
  Settings(SparkSession spark, Map<String, String> writeOptions, Map<String, String> tableOptions) {
    this.sqlConf = spark.sessionState().conf();
    this.session = CollectionConverters.asJava(sqlConf.getAllConfs());
    this.hadoop = spark.sessionState().newHadoopConf();
    this.configuredColumnKeys = columnKeys(session, hadoop);
    writeOptions.forEach(
        (key, value) -> options.put(canonical(key), new Setting(key, value, Place.OPTION)));
    tableOptions.forEach(
        (key, value) -> options.putIfAbsent(canonical(key), new Setting(key, value, Place.TABLE)));
    session.forEach(
        (key, value) -> {
          if (key.startsWith(SESSION_PREFIX)) {
            String option = key.substring(SESSION_PREFIX.length());
            sessionOptions.put(canonical(option), new Setting(option, value, Place.SESSION_OPTION));
          }
        });
  }

  /** Those of another, without what is left out, and with some options as they have to be. */
  private Settings(Settings from, Predicate<Setting> leftOut, Map<String, String> fixed) {
    this.sqlConf = from.sqlConf;
    this.session = from.session;
    this.hadoop = from.hadoop;
    this.configuredColumnKeys = from.configuredColumnKeys;
    options.putAll(from.options);
    options.values().removeIf(leftOut);
    sessionOptions.putAll(from.sessionOptions);
    sessionOptions.values().removeIf(leftOut);
    fixed.forEach(
        (key, value) -> options.put(canonical(key), new Setting(key, value, Place.OPTION)));
  }

  private static Set<String> columnKeys(Map<String, String> session, Configuration hadoop) {
    Set<String> keys = new HashSet<>();
    for (String key : session.keySet()) {
      if (key.indexOf('#') >= 0) {
        keys.add(key);
      }
    }
    for (Map.Entry<String, String> entry : hadoop) {
      if (entry.getKey().indexOf('#') >= 0) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }

  /** The same without the options that are left out, and with some as they have to be. */
  Settings narrowed(Predicate<Setting> leftOut, Map<String, String> fixed) {
    return new Settings(this, leftOut, fixed);
  }

  /** The options of the write and its table, then those of the session that these do not set. */
  List<Setting> written() {
    Map<String, Setting> merged = new LinkedHashMap<>(options);
    sessionOptions.forEach(merged::putIfAbsent);
    return new ArrayList<>(merged.values());
  }

  /** The option in its strongest place: the write, else the session's own prefix. */
  Optional<Setting> option(String key) {
    Setting setting = options.get(canonical(key));
    return Optional.ofNullable(setting != null ? setting : sessionOptions.get(canonical(key)));
  }

  /** The option as the write itself sets it, or its table for it. */
  Optional<Setting> writeOption(String key) {
    return Optional.ofNullable(options.get(canonical(key)));
  }

  /** A key of the built-in writer in its strongest place. */
  Optional<Setting> builtIn(String key) {
    return option(key).or(() -> session(key)).or(() -> hadoop(key));
  }

  /** A key in the session's configuration. */
  Optional<Setting> session(String key) {
    return Optional.ofNullable(session.get(key))
        .map(value -> new Setting(key, value, Place.SESSION));
  }

  /** A key in the Hadoop configuration. */
  Optional<Setting> hadoop(String key) {
    return Optional.ofNullable(hadoop.get(key))
        .map(value -> new Setting(key, value.trim(), Place.HADOOP));
  }

  /** Each {@code key#column} of a built-in key, in its strongest place. */
  List<Setting> builtInColumns(String key) {
    String prefix = key + "#";
    Map<String, Setting> found = new LinkedHashMap<>();
    for (Setting setting : written()) {
      if (setting.key().regionMatches(true, 0, prefix, 0, prefix.length())) {
        found.put(setting.column(), setting);
      }
    }
    for (String name : configuredColumnKeys) {
      if (name.startsWith(prefix)) {
        builtIn(name).ifPresent(setting -> found.putIfAbsent(setting.column(), setting));
      }
    }
    return new ArrayList<>(found.values());
  }

  /** The Hadoop configuration below the options of the write. The caller may change it. */
  Configuration hadoopConfiguration() {
    return new Configuration(hadoop);
  }

  /** The value, unless Spark's redaction rules hide it. */
  String shown(Setting setting) {
    scala.collection.immutable.Map<String, String> single =
        new scala.collection.immutable.Map.Map1<>(setting.key(), setting.value());
    return sqlConf.redactOptions(single).apply(setting.key());
  }

  /** Columns and names of entries keep their case, names of options have none. */
  private static String canonical(String key) {
    return WriteOption.canonical(key);
  }
}
