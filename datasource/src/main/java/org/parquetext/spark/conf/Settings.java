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
import scala.jdk.javaapi.CollectionConverters;

/**
 * Everything that was set for one write, by place: its {@linkplain OptionSettings options}, the
 * session's configuration, the Hadoop configuration. The keys of configurations are compared
 * exactly.
 */
final class Settings {

  private final OptionSettings options;
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
    this.options = new OptionSettings(session, writeOptions, tableOptions);
  }

  /** Those of another, with these options. */
  private Settings(Settings from, OptionSettings options) {
    this.sqlConf = from.sqlConf;
    this.session = from.session;
    this.hadoop = from.hadoop;
    this.configuredColumnKeys = from.configuredColumnKeys;
    this.options = options;
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
    return new Settings(this, options.narrowed(leftOut, fixed));
  }

  /** See {@link OptionSettings#written}. */
  List<Setting> written() {
    return options.written();
  }

  /** See {@link OptionSettings#option}. */
  Optional<Setting> option(String key) {
    return options.option(key);
  }

  /** See {@link OptionSettings#writeOption}. */
  Optional<Setting> writeOption(String key) {
    return options.writeOption(key);
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
}
