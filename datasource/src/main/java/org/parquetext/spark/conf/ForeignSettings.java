package org.parquetext.spark.conf;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.parquetext.options.UnknownOptions;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is set for a write and is none of its options: configuration, which is passed on to Hadoop
 * and its file systems, and what nobody knows.
 */
final class ForeignSettings {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignSettings.class);

  /** Options that Spark itself adds or reads, in lower case. */
  private static final Set<String> SPARK_OPTIONS =
      Set.of("path", "__partition_columns", "timezone");

  private final Settings settings;

  ForeignSettings(Settings settings) {
    this.settings = settings;
  }

  /** The Hadoop configuration, with the settings that are configuration, not with uploads'. */
  Configuration configuration() {
    Configuration conf = settings.hadoopConfiguration();
    for (Setting setting : settings.written()) {
      if (isConfiguration(setting) && !StoreSettings.isOfUpload(setting.key())) {
        conf.set(setting.key(), setting.value());
      }
    }
    return conf;
  }

  /**
   * Looks at what is left: near misses, and keys that nobody knows.
   *
   * @throws IllegalArgumentException naming the key, and what was probably meant
   */
  void check(UnknownOptions unknown) {
    for (Setting set : strangers()) {
      refuseNearMiss(set);
      if (unknown == UnknownOptions.FAIL) {
        throw new IllegalArgumentException(
            "Unknown option `%s`, set in %s. Remove it, or set unknownOptions=warn."
                .formatted(set.key(), set.place()));
      }
    }
  }

  /** Logs the keys that nobody knows, and that nobody refuses. */
  void warn() {
    for (Setting set : strangers()) {
      LOG.warn("Unknown option `{}`, set in {}, has no effect", set.key(), set.place());
    }
  }

  private List<Setting> strangers() {
    return settings.written().stream()
        .filter(set -> !isKnown(set) && !isConfiguration(set))
        .toList();
  }

  private static boolean isKnown(Setting set) {
    return SPARK_OPTIONS.contains(set.key().toLowerCase(Locale.ROOT))
        || WriteOption.find(set.key()).isPresent();
  }

  /** The builder's message is that of the options: what was probably meant. */
  private static void refuseNearMiss(Setting set) {
    if (WriteOption.nearest(set.key()).isPresent()) {
      WriteOptions.builder().set(set.key(), set.value());
    }
  }

  /** A name with a dot that is none of ours is configuration, and passed on. */
  private static boolean isConfiguration(Setting set) {
    return set.name().indexOf('.') >= 0
        && WriteOption.find(set.key()).isEmpty()
        && !WriteOption.isMisspeltEntry(set.key());
  }
}
