package org.parquetext.spark.conf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.CaseInsensitiveMap;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The options of a write or read in the case in which they were given. One without a value, as
 * PySpark passes for {@code None}, is not given.
 */
public final class GivenOptions {

  private static final String PATH = "path";
  private static final String PATHS = "paths";

  private final Map<String, String> values;

  public GivenOptions(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
    this.values.values().removeIf(Objects::isNull);
  }

  /** Options as Spark hands them over: lower-cased, with the original keys inside. */
  public static GivenOptions of(scala.collection.immutable.Map<String, String> parameters) {
    scala.collection.immutable.Map<String, String> given =
        parameters instanceof CaseInsensitiveMap<String> insensitive
            ? insensitive.originalMap()
            : parameters;
    return new GivenOptions(CollectionConverters.asJava(given));
  }

  /** All of them. */
  public Map<String, String> values() {
    return values;
  }

  /** Whether the option is given, in any case. */
  public boolean contains(String key) {
    return value(key).isPresent();
  }

  /** The value of an option, which may be given in any case. */
  public Optional<String> value(String key) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** All but some, which may be given in any case. */
  public GivenOptions without(Collection<String> keys) {
    Map<String, String> others = new LinkedHashMap<>(values);
    others.keySet().removeIf(key -> keys.stream().anyMatch(key::equalsIgnoreCase));
    return new GivenOptions(others);
  }

  /** The Hadoop configuration of a session, with all of these, as Spark makes it for a write. */
  public Configuration hadoopConfiguration(SparkSession session) {
    return session
        .sessionState()
        .newHadoopConfWithOptions(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(values)));
  }

  /** The one path of a write. */
  public String path() {
    return value(PATH)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot save without a path: use save(path), or set the option `path`."));
  }

  /** All paths of a read. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    value(PATH).ifPresent(paths::add);
    value(PATHS).ifPresent(json -> paths.addAll(parsed(json)));
    return paths;
  }

  /** The columns of {@code partitionBy}. */
  public List<String> partitionColumns() {
    return value(DataSourceUtils.PARTITIONING_COLUMNS_KEY())
        .map(DataSourceUtils::decodePartitioningColumns)
        .map(columns -> (List<String>) new ArrayList<>(CollectionConverters.asJava(columns)))
        .orElseGet(ArrayList::new);
  }

  private static List<String> parsed(String json) {
    try {
      return List.of(new ObjectMapper().readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot read the option `paths`: not a JSON array", e);
    }
  }
}
