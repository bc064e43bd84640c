package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.BloomFilters;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

class BloomFilterParityTest extends ParityTest {

  private static final String ENABLED = "parquet.bloom.filter.enabled";

  /** Of {@link #flat()}, within the bounds of the statistics. */
  private static final List<String> CONDITIONS =
      List.of(
          "hash = hash(17L)",
          "hash = hash('absent')",
          "text IN ('text 5', 'text 776', 'text 9')",
          "text = 'text 5 absent'",
          "price = 11.25",
          "amount = CAST(5 AS DECIMAL(30,2))",
          "bytes = CAST(concat('bytes ', hash(8L)) AS BINARY)",
          "bytes = CAST('bytes 1 absent' AS BINARY)",
          "id = 29999");

  @TempDir private Path directory;

  /** Where a setting can stand. */
  private enum Place {
    OPTION,
    SESSION,
    HADOOP
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theBuiltInsKeysMeanTheSameInEveryPlace(Place place) {
    Map<String, String> settings =
        Map.of(
            ENABLED,
            "true",
            ENABLED + "#day",
            "false",
            "parquet.enable.dictionary#ts",
            "false",
            "parquet.bloom.filter.max.bytes",
            "16384",
            "parquet.bloom.filter.expected.ndv#id",
            "1000",
            "parquet.bloom.filter.fpp#id",
            "0.2");
    TableParity parity = parity();
    within(place, settings, parity, () -> parity.require(flat()));
    requireSameFilters(parity, "id", "hash", "price", "text", "amount", "ts", "bytes");
  }

  @Test
  void theOwnOptionsMeanTheSame() {
    TableParity parity =
        parity()
            .option(ENABLED, "bloomFilter", true)
            .option("parquet.enable.dictionary#ts", "dictionaryEnabled#ts", false)
            .option("parquet.bloom.filter.expected.ndv#text", "bloomFilterNdv#text", 5_000)
            .option("parquet.bloom.filter.fpp#text", "bloomFilterFpp#text", 0.1)
            .option("parquet.bloom.filter.adaptive.enabled", true);
    parity.require(flat());
    requireSameFilters(parity, "id", "hash", "price", "text", "amount", "ts", "bytes", "day");
  }

  @Test
  void nestedColumnsByTheirPaths() {
    TableParity parity =
        parity()
            .option("parquet.bloom.filter.expected.ndv#s.a", 2_000)
            .option(ENABLED + "#list.list.element", true)
            .option(ENABLED + "#map.key_value.value", true)
            .option("parquet.bloom.filter.max.bytes", 8_192);
    parity.require(
        table(
            30_000,
            "IF(id % 5 = 0, NULL, struct(hash(id) AS a, id AS b)) AS s",
            "IF(id % 3 = 0, array(), array(xxhash64(id), NULL, id)) AS list",
            "map(id, concat('text ', hash(id))) AS map"));
    requireSameFilters(parity, "s.a", "list.list.element", "map.key_value.value");
  }

  @Test
  void severalRowGroups() {
    TableParity parity =
        parity()
            .option(ENABLED, "bloomFilter", true)
            .option("parquet.block.row.count.limit", "rowGroupMaxRows", 7_000)
            .option("parquet.bloom.filter.max.bytes", 4_096);
    parity.require(flat());
    assertThat(filters(parity.own()).keySet()).filteredOn(name -> name.endsWith(" id")).hasSize(5);
    assertThat(filters(parity.own())).isEqualTo(filters(parity.builtIn()));
  }

  @Test
  void columnsOfFewValuesHaveNone() {
    TableParity parity = parity().option(ENABLED, "bloomFilter", true);
    parity.require(table(30_000, "id % 100 AS few", "concat('text ', id % 100) AS text"));
    assertThat(filters(parity.own())).isEqualTo(filters(parity.builtIn())).isEmpty();
  }

  /** The built-in writer takes these for one column only. */
  @Test
  void sizesMayBeSetForAllColumns() {
    String own = directory.resolve("own").toString();
    flat()
        .write()
        .format(FormatUnderTest.NAME)
        .option("bloomFilter", true)
        .option("bloomFilterNdv", 1_000)
        .option("parquet.bloom.filter.fpp", 0.01)
        .save(own);
    assertThat(filters(Path.of(own)).values())
        .isNotEmpty()
        .allSatisfy(bits -> assertThat(bits).hasSize(2 * 2_048));
  }

  @Test
  void filtersThatArePushedDownFindTheSameRows() {
    String with = directory.resolve("with").toString();
    String without = directory.resolve("without").toString();
    flat().write().format(FormatUnderTest.NAME).option("bloomFilter", true).save(with);
    flat().write().format(FormatUnderTest.NAME).save(without);
    assertThat(filters(Path.of(with))).isNotEmpty();
    assertThat(filters(Path.of(without))).isEmpty();
    for (String condition : CONDITIONS) {
      List<Row> expected = rows(without, condition);
      assertThat(rows(with, condition)).as(condition).isEqualTo(expected);
      assertThat(expected.isEmpty()).as(condition).isEqualTo(condition.contains("absent"));
    }
  }

  private List<Row> rows(String table, String condition) {
    return spark().read().parquet(table).where(condition).orderBy("id").collectAsList();
  }

  private Dataset<Row> flat() {
    return table(
        30_000,
        "id",
        "hash(id) AS hash",
        "CAST(id AS DOUBLE) / 4 AS price",
        "IF(id % 7 = 0, NULL, concat('text ', id)) AS text",
        "CAST(id AS DECIMAL(30,2)) AS amount",
        "timestamp_micros(id * 1000003) AS ts",
        "CAST(concat('bytes ', hash(id)) AS BINARY) AS bytes",
        "date_from_unix_date(CAST(id AS INT)) AS day");
  }

  private void within(
      Place place, Map<String, String> settings, TableParity parity, Runnable action) {
    Configuration hadoop = spark().sparkContext().hadoopConfiguration();
    switch (place) {
      case OPTION -> settings.forEach(parity::option);
      case SESSION -> settings.forEach((key, value) -> spark().conf().set(key, value));
      case HADOOP -> settings.forEach(hadoop::set);
    }
    try {
      action.run();
    } finally {
      if (place == Place.HADOOP) {
        settings.keySet().forEach(hadoop::unset);
      }
    }
  }

  /** Both tables, of one row group, have these filters and no others. */
  private static void requireSameFilters(TableParity parity, String... columns) {
    Map<String, String> own = filters(parity.own());
    assertThat(own.keySet())
        .containsExactlyInAnyOrder(
            Arrays.stream(columns).map(column -> "0 " + column).toArray(String[]::new));
    assertThat(own).isEqualTo(filters(parity.builtIn()));
  }

  private static Map<String, String> filters(Path table) {
    return BloomFilters.read(new TableDirectory(table).parquetFile());
  }
}
