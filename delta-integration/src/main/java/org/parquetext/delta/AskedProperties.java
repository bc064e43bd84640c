package org.parquetext.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.delta.DeltaConfigs;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.actions.TableFeatureProtocolUtils;
import org.parquetext.spark.commit.TableSave;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The options of a write that are properties of a table, {@code delta.…}, as Delta spells them.
 * Some are kept in the table's protocol, not among its properties.
 */
final class AskedProperties {

  private static final String PREFIX = "delta.";

  private final Map<String, String> values;

  private AskedProperties(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Those of a write.
   *
   * @throws RuntimeException in Delta's words, for a property that there is not or a value that it
   *     does not take
   */
  static AskedProperties of(TableSave save) {
    Map<String, String> given = new LinkedHashMap<>();
    save.given()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                given.put(key, value);
              }
            });
    return new AskedProperties(Scala.map(DeltaConfigs.validateConfigurations(Scala.map(given))));
  }

  /** By their keys. */
  Map<String, String> values() {
    return values;
  }

  /** One that the table of a transaction does not have, or has with another value. */
  Optional<String> missingIn(OptimisticTransaction txn) {
    Map<String, String> own = Scala.map(txn.metadata().configuration());
    return values.entrySet().stream()
        .filter(asked -> !asked.getValue().equals(own.get(asked.getKey())))
        .filter(asked -> !isIn(txn.protocol(), asked.getKey(), asked.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isIn(Protocol protocol, String key, String value) {
    if (key.equalsIgnoreCase(Protocol.MIN_READER_VERSION_PROP())) {
      return Integer.parseInt(value) <= protocol.minReaderVersion();
    }
    if (key.equalsIgnoreCase(Protocol.MIN_WRITER_VERSION_PROP())) {
      return Integer.parseInt(value) <= protocol.minWriterVersion();
    }
    String feature = TableFeatureProtocolUtils.FEATURE_PROP_PREFIX();
    return key.regionMatches(true, 0, feature, 0, feature.length())
        && CollectionConverters.asJava(protocol.implicitlyAndExplicitlySupportedFeatures()).stream()
            .anyMatch(own -> own.name().equalsIgnoreCase(key.substring(feature.length())));
  }
}
