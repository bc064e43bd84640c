package org.parquetext.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.delta.DeltaConfigs;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.actions.TableFeatureProtocolUtils;
import org.parquetext.spark.commit.TableSave;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The options of a write that are properties of a table, {@code delta.…}. Some are kept in the
 * table's protocol, not among its properties.
 */
final class AskedProperties {

  private static final String PREFIX = "delta.";

  private final Map<String, String> given = new LinkedHashMap<>();

  /** Those of a write. */
  AskedProperties(TableSave save) {
    save.given()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                given.put(key, value);
              }
            });
  }

  /**
   * As a new table has them, spelt as Delta spells them.
   *
   * @throws RuntimeException in Delta's words, for a property that there is not or a value that it
   *     does not take
   */
  Map<String, String> ofNewTable() {
    return Scala.map(DeltaConfigs.validateConfigurations(Scala.map(given)));
  }

  /** One that the table of a transaction does not have, or has with another value. */
  Optional<String> missingIn(OptimisticTransaction txn) {
    Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    own.putAll(Scala.map(txn.metadata().configuration()));
    return given.entrySet().stream()
        .filter(asked -> !asked.getValue().equals(own.get(asked.getKey())))
        .filter(asked -> !isIn(txn.protocol(), asked.getKey(), asked.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isIn(Protocol protocol, String key, String value) {
    if (key.equalsIgnoreCase(Protocol.MIN_READER_VERSION_PROP())) {
      return isAtMost(value, protocol.minReaderVersion());
    }
    if (key.equalsIgnoreCase(Protocol.MIN_WRITER_VERSION_PROP())) {
      return isAtMost(value, protocol.minWriterVersion());
    }
    if (key.equalsIgnoreCase(DeltaConfigs.CREATE_TABLE_IGNORE_PROTOCOL_DEFAULTS().key())) {
      // Says how a table is created, and is not kept.
      return true;
    }
    String prefix = TableFeatureProtocolUtils.FEATURE_PROP_PREFIX();
    return key.regionMatches(true, 0, prefix, 0, prefix.length())
        && (value.equalsIgnoreCase(TableFeatureProtocolUtils.FEATURE_PROP_SUPPORTED())
            || value.equalsIgnoreCase(TableFeatureProtocolUtils.FEATURE_PROP_ENABLED()))
        && hasFeature(protocol, key.substring(prefix.length()));
  }

  private static boolean isAtMost(String version, int own) {
    return version.matches("\\d{1,9}") && Integer.parseInt(version) <= own;
  }

  private static boolean hasFeature(Protocol protocol, String name) {
    return CollectionConverters.asJava(protocol.implicitlyAndExplicitlySupportedFeatures()).stream()
        .anyMatch(own -> own.name().equalsIgnoreCase(name));
  }
}
