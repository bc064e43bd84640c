package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.ParquetJavaReader;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** Every setting of the built-in writer that changes what is written, in every place. */
class SettingPlacesTest extends ParityTest {
  private static final int ROWS = 5_000;

  @TempDir private Path directory;

  /**
   * Where the built-in writer obeys it, both write the same, and something else than without it. In
   * the other places, where the built-in writer forgets to look, it means what it says.
   */
  @ParameterizedTest
  @EnumSource
  void settingsAreObeyedInEveryPlace(WriterSetting setting) {
    assumeTrue(setting.isMeaningful(), "this Spark has no such setting");
    Path without = write("without", setting.given());
    for (Place place : setting.places()) {
      place.with(
          spark(),
          setting.key(),
          setting.value(),
          options -> requireObeyed(setting, place, options));
      List<String> obeyed = bytes(parity(place).own());
      List<String> elsewhere = bytes(parity(setting.places().iterator().next()).own());
      assertThat(obeyed.equals(bytes(without))).as("%s changes nothing", place).isFalse();
      assertThat(obeyed.equals(elsewhere)).as("%s is as good as any place", place).isTrue();
    }
  }

  private void requireObeyed(WriterSetting setting, Place place, Map<String, String> options) {
    TableParity parity = parity(place);
    setting.given().forEach(parity::option);
    options.forEach(parity::option);
    if (setting.builtInPlaces().contains(place)) {
      comparable(parity, setting).requireSameFiles(rows());
      new ParquetJavaReader().requireSameRows(parity.builtIn(), parity.own());
    } else {
      rows()
          .write()
          .format(FormatUnderTest.NAME)
          .options(setting.given())
          .options(options)
          .save(parity.own().toString());
    }
  }

  private static TableParity comparable(TableParity parity, WriterSetting setting) {
    return switch (setting) {
      case PAGE_BYTES -> parity.pagesCutByBytes();
      case VERSION -> parity.encodingsMayDiffer();
      default -> parity;
    };
  }

  @ParameterizedTest
  @EnumSource
  void settingsOfTheInsideOfTheBuiltInWriterDoNotChangeTheFiles(InnerSetting setting) {
    Path without = write("without", Map.of("compression", "zstd"));
    TableParity parity = parity(Place.SESSION).option("compression", "zstd");
    Place.SESSION.with(
        spark(), setting.key(), setting.value(), options -> parity.requireSameFiles(rows()));
    assertThat(bytes(parity.own()).equals(bytes(without))).as(setting.key()).isTrue();
  }

  private TableParity parity(Place place) {
    return new TableParity(directory.resolve(place.name()));
  }

  private Path write(String name, Map<String, String> options) {
    Path table = directory.resolve(name);
    rows().write().format(FormatUnderTest.NAME).options(options).save(table.toString());
    return table;
  }

  /** What is in the files of a table. */
  private static List<String> bytes(Path table) {
    return new TableDirectory(table)
        .parquetFiles().stream().map(SettingPlacesTest::content).toList();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> rows() {
    Metadata identified = new MetadataBuilder().putLong("parquet.field.id", 7).build();
    return table(
            ROWS,
            "id",
            "id % 20 AS few",
            "concat(repeat('long ', 4), hash(id)) AS text",
            "IF(id % 3 = 0, NULL, array(id, NULL, id % 7)) AS list",
            "id / 3 AS number",
            "CAST(id - 2000 AS DECIMAL(9,2)) AS amount",
            "timestamp_micros(-20000000000000000 + id * 7654321) AS ts",
            "date_add(DATE'1500-01-01', CAST(id AS INT)) AS day",
            "parse_json(concat('{\"a\": ', id, ', \"b\": \"', id % 9, '\"}')) AS json")
        .withMetadata("id", identified);
  }
}
