package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.OptionScope;
import org.parquetext.options.WriteOption;

/**
 * The rule of precedence for everything in the registry: an option is set in one place after the
 * other, the weakest first, and each time the last one holds.
 */
class OptionPrecedenceTest extends WriteConfTest {

  /** Obeyed by the built-in writer in some places only; other tests say in which. */
  private static final Set<WriteOption> CODECS =
      Set.of(WriteOption.COMPRESSION, WriteOption.COMPRESSION_LEVEL);

  private final List<String> options = new ArrayList<>();

  static Stream<WriteOption> options() {
    return Arrays.stream(WriteOption.values())
        .filter(option -> option.scope() == OptionScope.WRITE || option.perColumn())
        // Its one value cannot show which place won; ProtocolChoiceTest has its places.
        .filter(option -> option != WriteOption.COMMIT_PROTOCOL)
        .filter(option -> !CODECS.contains(option));
  }

  static Stream<WriteOption> columnOptions() {
    return options().filter(WriteOption::perColumn);
  }

  @ParameterizedTest
  @MethodSource("options")
  void theStrongestPlaceHolds(WriteOption option) {
    requirePrecedence(option, "");
  }

  @ParameterizedTest
  @MethodSource("columnOptions")
  void theStrongestPlaceHoldsForAColumn(WriteOption option) {
    requirePrecedence(option, "#UserId");
  }

  private void requirePrecedence(WriteOption option, String column) {
    partitions = List.of("p");
    if (option == WriteOption.ADVISORY_PARTITION_SIZE_BYTES) {
      options.addAll(List.of("distributionMode", "hash"));
    }
    List<String> values = values(option);
    String key = option.key() + column;
    for (String builtIn : option.builtInKeys()) {
      hadoop(builtIn + column, values.get(0));
      requireExplained(key, values.get(0), origin(Place.HADOOP, builtIn + column, key));
      spark.conf().set(builtIn + column, values.get(1));
      requireExplained(key, values.get(1), origin(Place.SESSION, builtIn + column, key));
    }
    spark.conf().set(OWN + key, values.get(0));
    requireExplained(key, values.get(0), Place.SESSION_OPTION.toString());
    for (String builtIn : option.builtInKeys()) {
      options.addAll(List.of(builtIn + column, values.get(1)));
      requireExplained(key, values.get(1), origin(Place.OPTION, builtIn + column, key));
    }
    options.addAll(List.of(key, values.get(0)));
    requireExplained(key, values.get(0), Place.OPTION.toString());
  }

  private static String origin(Place place, String setKey, String key) {
    return setKey.equals(key) ? place.toString() : place + ", as `" + setKey + "`";
  }

  private void requireExplained(String key, String value, String origin) {
    assertThat(conf(options.toArray(String[]::new)).explained())
        .as("%s with the options %s", key, options)
        .filteredOn(option -> option.key().equals(key))
        .containsExactly(new ExplainedOption(key, value, origin));
  }

  /** Two values, the first of which is not the default. */
  private static List<String> values(WriteOption option) {
    return switch (option.type()) {
      case FLAG ->
          option.defaultText().equals("true") ? List.of("false", "true") : List.of("true", "false");
      case SIZE, COUNT -> List.of("1001", "2002");
      case PROBABILITY -> List.of("0.2", "0.3");
      case ENCODING -> List.of("PLAIN", "DELTA_BYTE_ARRAY");
      case PROFILE -> List.of("archive", "fastRead");
      case WRITER_VERSION -> List.of("v2", "v1");
      case STATISTICS -> List.of("none", "page");
      case SORTING -> List.of("`id` asc nulls first", "`UserId` asc nulls first");
      case TIME -> List.of("5min", "10s");
      case TEXT -> List.of("/a", "/b");
      case FILE_NAMING -> List.of("uuidv7", "spark");
      case FILE_PREFIX -> List.of("a-", "b-");
      case PARTITION_OVERWRITE -> List.of("dynamic", "static");
      case DISTRIBUTION -> List.of("hash", "range");
      case VERIFICATION -> List.of("footer", "full");
      case UNKNOWN_OPTIONS -> List.of("fail", "warn");
      default -> throw new IllegalArgumentException("No values of " + option);
    };
  }
}
