package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** Variants, whole and shredded. */
class VariantParityTest extends ParityTest {

  private static final String ENABLED = "spark.sql.variant.writeShredding.enabled";
  private static final String INFERRED = "spark.sql.variant.inferShreddingSchema";
  private static final String FORCED = "spark.sql.variant.forceShreddingSchemaForTest";

  private static final String OBJECTS =
      """
      parse_json(concat('{"a": ', id, ', "b": "text ', id % 7, '", "c": {"d": ', id / 8D,
          ', "e": [', id, ', ', id + 1, ']}, "f": ', id % 2 = 0, '}'))
      """;

  /** Objects with common and rare fields, fields of several types, and values that are none. */
  private static final String SHAPES =
      """
      CASE WHEN id % 11 = 0 THEN NULL
          WHEN id % 11 = 1 THEN parse_json('null')
          WHEN id % 11 = 2 THEN parse_json('{"z": [[1]]}')
          WHEN id % 11 = 3 THEN parse_json('{}')
          WHEN id % 11 = 4 THEN parse_json(concat('{"a": "', id, '", "rare', id, '": 1}'))
          WHEN id % 11 = 5 THEN parse_json(concat('{"a": null, "l": [', id, ', "x", null]}'))
          ELSE parse_json(concat('{"a": ', id, ', "l": [', id, '], "m": {"n": ', id, '.25}}')) END
      """;

  private static final String SCALARS =
      """
      map('long', parse_json('1234567890123'), 'double', parse_json('1.5e10'),
          'decimal', parse_json('12.345'), 'text', parse_json('"x"'), 'flag', parse_json('true'),
          'date', to_variant_object(named_struct('x', DATE'1500-01-01')),
          'binary', to_variant_object(named_struct('x', X'00FF')),
          'float', to_variant_object(named_struct('x', CAST(1.5 AS FLOAT))),
          'ntz', to_variant_object(named_struct('x', TIMESTAMP_NTZ'2000-01-01 00:00:00')),
          'time', to_variant_object(named_struct('x', TIMESTAMP'1500-01-01 00:00:00')))
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, 9_000})
  void inferredOfTheFirstRows(long rows) {
    TableParity parity = parity().withoutDuckDb();
    parity.require(table(rows, OBJECTS + "AS v", "id"));
    assertThat(paths(parity.footer())).contains("v.typed_value.a.typed_value");
  }

  @ParameterizedTest
  @CsvSource({"4096, 4", "4095, 2"})
  void laterRowsFollowTheSchemaOfTheFirst(long objects, int columns) {
    TableParity parity = parity().withoutDuckDb();
    parity.require(
        table(
            6_000,
            "parse_json(IF(id < " + objects + ", '{\"a\": 1}', concat('\"', id, '\"'))) AS v"));
    assertThat(paths(parity.footer())).hasSize(columns);
  }

  @Test
  void rowsAreInferredFromUntilTheyHaveTheirBytes() {
    TableParity parity = parity().withoutDuckDb().pagesCutByBytes();
    parity.require(
        table(
            100,
            "parse_json(IF(id < 65, concat('{\"a\": \"', repeat('x', 1048576), '\"}'), '1')) AS v"));
    assertThat(paths(parity.footer())).contains("v.typed_value.a.typed_value");
  }

  @Test
  void shapesThatDiffer() {
    parity()
        .withoutDuckDb()
        .require(
            table(
                3_000,
                SHAPES + "AS v",
                "id",
                OBJECTS + "AS w",
                "IF(id % 3 = 0, parse_json('[1]'), " + SHAPES + ") AS arraysToo"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scalarsOfEveryType(boolean legacy) {
    spark().conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
    parity()
        .withoutDuckDb()
        .require(
            table(1_000, SCALARS + " AS m")
                .selectExpr(
                    "m['long'] AS l",
                    "m['double'] AS d",
                    "m['decimal'] AS n",
                    "m['text'] AS t",
                    "m['flag'] AS f",
                    "m['date'] AS dt",
                    "m['binary'] AS b",
                    "m['float'] AS r",
                    "m['ntz'] AS z",
                    "m['time'] AS ts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void timestampsFollowTheRuleOfThoseThatAreNotInt96(String type) {
    spark().conf().set("spark.sql.parquet.outputTimestampType", type);
    spark().conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
    parity()
        .withoutDuckDb()
        .require(
            table(
                100,
                "to_variant_object(named_struct('x', TIMESTAMP'1500-01-01 00:00:00')) AS v",
                "TIMESTAMP'1500-01-01 00:00:00' AS t",
                "to_variant_object(named_struct('x', DATE'1500-01-01')) AS d"));
  }

  @Test
  void withinStructsButNotWithinArraysAndMaps() {
    TableParity parity = parity().withoutDuckDb();
    parity.require(
        table(
            3_000,
            "IF(id % 5 = 0, NULL, named_struct('x', id, 'v', " + SHAPES + ", 'y', array(id))) AS s",
            "named_struct('inner', named_struct('v', " + OBJECTS + ")) AS deep",
            "array(" + OBJECTS + ", NULL) AS a",
            "map('k', " + OBJECTS + ") AS m",
            "array(named_struct('v', " + OBJECTS + ")) AS structs"));
    assertThat(paths(parity.footer()))
        .contains(
            "s.v.typed_value.m.typed_value.n.typed_value", "deep.inner.v.typed_value.a.typed_value")
        .noneMatch(path -> path.matches("(a|m|structs)\\..*typed_value.*"));
  }

  @Test
  void eachDirectoryHasASchemaOfItsOwn() {
    TableParity parity = parity().withoutDuckDb().partitionBy("p");
    parity.require(
        table(
            9_000,
            "id % 3 AS p",
            "parse_json(concat('{\"f', id % 3, '\": ', id, '}')) AS v",
            "IF(id % 3 = 0, NULL, id) AS id"));
    assertThat(new TableDirectory(parity.own()).parquetFiles())
        .extracting(file -> paths(Footer.read(file)).get(2))
        .containsExactly(
            "v.typed_value.f0.value", "v.typed_value.f1.value", "v.typed_value.f2.value");
  }

  @Test
  void filesOfFewRecords() {
    parity()
        .withoutDuckDb()
        .option("maxRecordsPerFile", 300)
        .require(table(1_000, OBJECTS + "AS v"));
  }

  @Test
  void theFirstFileOfFewRecordsDecides() {
    TableParity parity = parity();
    table(20, "parse_json(IF(id < 10, '{\"a\": 1}', '\"text\"')) AS v")
        .write()
        .format(FormatUnderTest.NAME)
        .option("maxRecordsPerFile", 10)
        .save(parity.own().toString());
    assertThat(new TableDirectory(parity.own()).parquetFiles())
        .extracting(file -> paths(Footer.read(file)).size())
        .containsExactly(4, 4);
    assertThat(
            spark()
                .read()
                .parquet(parity.own().toString())
                .selectExpr("CAST(v AS STRING) AS v")
                .groupBy("v")
                .count()
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[{\"a\":1},10]", "[text,10]");
  }

  @Test
  void noRows() {
    parity().withoutDuckDb().requireSameFiles(table(0, OBJECTS + "AS v", "id"));
  }

  @Test
  void onlyNulls() {
    parity().withoutDuckDb().require(table(100, "CAST(NULL AS VARIANT) AS v", "id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a int",
        "a string, z bigint",
        "array<bigint>",
        "decimal(18,4)",
        "struct<a: tinyint, l: array<smallint>, m: struct<n: decimal(9,2)>, b: string>",
      })
  void intoAForcedSchema(String schema) {
    spark().conf().set(FORCED, schema);
    parity()
        .withoutDuckDb()
        .require(table(5_000, SHAPES + "AS v", "named_struct('x', " + OBJECTS + ", 'y', id) AS s"));
  }

  @Test
  void intoAForcedSchemaWithoutInference() {
    spark().conf().set(FORCED, "a int");
    spark().conf().set(INFERRED, false);
    parity().withoutDuckDb().require(table(1_000, SHAPES + "AS v", "array(v) AS a"));
  }

  @ParameterizedTest
  @CsvSource({ENABLED + ", false", INFERRED + ", false"})
  void notShreddedWhenSwitchedOff(String key, String value) {
    spark().conf().set(key, value);
    TableParity parity = parity().withoutDuckDb();
    parity.require(table(1_000, OBJECTS + "AS v"));
    assertThat(paths(parity.footer())).containsExactly("v.value", "v.metadata");
  }

  @Test
  void anOptionOfTheWriteSwitchesTheInferenceOff() {
    TableParity parity = parity().withoutDuckDb().option(INFERRED, false);
    parity.require(table(1_000, OBJECTS + "AS v"));
    assertThat(paths(parity.footer())).containsExactly("v.value", "v.metadata");
  }

  @ParameterizedTest
  @CsvSource({"maxSchemaWidth, 4", "maxSchemaDepth, 1"})
  void withinLimits(String limit, int value) {
    Dataset<Row> rows = table(1_000, OBJECTS + "AS v", OBJECTS + "AS w");
    spark().conf().set("spark.sql.variant.shredding." + limit, value);
    TableParity parity = parity().withoutDuckDb();
    parity.require(rows);
    assertThat(paths(parity.footer())).noneMatch(path -> path.contains("typed_value.d"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void annotatedOrNot(boolean annotated) {
    spark().conf().set("spark.sql.parquet.variant.annotateLogicalType.enabled", annotated);
    parity().withoutDuckDb().require(table(1_000, SHAPES + "AS v"));
  }

  @Test
  void aLimitThatIsNoNumberIsRefused() {
    String key = "spark.sql.variant.shredding.maxSchemaWidth";
    TableParity parity = parity();
    assertThatThrownBy(
            () ->
                table(1, OBJECTS + "AS v")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option(key, "many")
                    .save(parity.own().toString()))
        .hasMessageContaining("`" + key + "` = `many`");
  }

  private static List<String> paths(Footer footer) {
    return footer.interpreted().getFileMetaData().getSchema().getPaths().stream()
        .map(path -> String.join(".", path))
        .toList();
  }
}
