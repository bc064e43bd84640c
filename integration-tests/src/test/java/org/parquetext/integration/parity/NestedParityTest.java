package org.parquetext.integration.parity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.SinceSpark;

/** Structs, arrays and maps, in the standard format and in the legacy one. */
class NestedParityTest extends ParityTest {

  private static final String LEGACY = "spark.sql.parquet.writeLegacyFormat";

  /** Null, empty, and of one to three elements, some of them null. */
  private static final String LISTS =
      """
      CASE WHEN id %% 7 = 0 THEN NULL WHEN id %% 7 = 1 THEN array()
          ELSE transform(sequence(1, id %% 3 + 1), x -> IF(x = 2 AND id %% 2 = 0, NULL, %s)) END
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void structs(boolean legacy) {
    spark().conf().set(LEGACY, legacy);
    parity()
        .require(
            table(
                2_000,
                "IF(id % 5 = 0, NULL, named_struct('a', id, 'b', IF(id % 3 = 0, NULL, 'x'))) AS s",
                "named_struct('inner', IF(id % 2 = 0, NULL, named_struct('d', id / 7BD))) AS deep",
                "named_struct('required', id) AS required"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void arrays(boolean legacy) {
    spark().conf().set(LEGACY, legacy);
    parity()
        .require(
            table(
                2_000,
                LISTS.formatted("x + id") + " AS longs",
                LISTS.formatted("CAST(x AS STRING)") + " AS strings",
                LISTS.formatted("array(x, NULL, id)") + " AS arrays",
                LISTS.formatted("named_struct('x', x, 'y', array('p', NULL))") + " AS structs",
                "array(id, id + 1) AS required",
                "array(array(id), array()) AS requiredArrays",
                "array(array(array(id, NULL)), array()) AS mixedArrays",
                "array(map(id, 'x')) AS requiredMaps",
                "array(named_struct('flag', id % 2 = 0)) AS flags"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void maps(boolean legacy) {
    spark().conf().set(LEGACY, legacy);
    parity()
        .require(
            table(
                2_000,
                "IF(id % 5 = 0, NULL, map('a', id, 'b', NULL)) AS numbers",
                "IF(id % 3 = 0, map(), map(id, array(id, NULL), id + 1, NULL)) AS arrays",
                "map(id, map('k', named_struct('d', CAST(id AS DECIMAL(7,2))))) AS deep"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTypeInsideAnother(boolean legacy) {
    spark().conf().set(LEGACY, legacy);
    parity()
        .withoutDuckDb()
        .require(
            table(
                1_000,
                """
                array(named_struct(
                    'z', id % 2 = 0, 'b', CAST(id % 100 AS TINYINT), 's', CAST(id AS SMALLINT),
                    'i', CAST(id AS INT), 'l', id, 'f', CAST(id AS FLOAT), 'd', CAST(id AS DOUBLE),
                    't', CAST(id AS STRING), 'x', CAST(CAST(id AS STRING) AS BINARY),
                    'date', date_add(DATE'2000-01-01', CAST(id AS INT)),
                    'ts', timestamp_seconds(id * 1000), 'ntz', TIMESTAMP_NTZ'2000-01-01',
                    'd9', CAST(id AS DECIMAL(9,2)), 'd18', CAST(id AS DECIMAL(18,2)),
                    'd38', CAST(-id AS DECIMAL(38,2)), 'ym', make_ym_interval(1, CAST(id AS INT)),
                    'dt', make_dt_interval(CAST(id AS INT), 2, 3, 4.5))) AS x
                """));
  }

  @Test
  void legacyDecimalsOfEveryWidth() {
    spark().conf().set(LEGACY, true);
    String[] columns = new String[38];
    for (int precision = 1; precision <= 38; precision++) {
      columns[precision - 1] =
          "CAST(IF(id %% 5 = 0, NULL, IF(id %% 2 = 0, '%1$s', '-%1$s')) AS DECIMAL(%2$d,%3$d)) AS d%2$d"
              .formatted("9".repeat(precision), precision, 0);
    }
    parity().require(table(50, columns));
  }

  @Test
  void arraysLargerThanARowPage() {
    parity()
        .pagesCutByBytes()
        .require(
            table(
                20,
                "IF(id % 3 = 0, sequence(1, 200000), array(id)) AS a",
                "transform(sequence(1, id * 1000), x -> concat('text ', x)) AS t"));
  }

  @Test
  void intervals() {
    parity()
        .withoutDuckDb()
        .require(
            table(
                1_000,
                "make_ym_interval(CAST(id AS INT), -3) AS ym",
                "IF(id % 3 = 0, NULL, make_dt_interval(-CAST(id AS INT), 2, 3, 4.5)) AS dt"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @SinceSpark(value = "4.1", because = "VOID in Parquet")
  void nothing(boolean legacy) {
    spark().conf().set(LEGACY, legacy);
    parity()
        .withoutDuckDb()
        .require(
            table(
                1_000,
                "NULL AS nothing",
                "array(NULL) AS nothings",
                "array(named_struct('i', id, 'void', NULL)) AS x"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unshreddedVariants(boolean annotated) {
    spark().conf().set("spark.sql.variant.inferShreddingSchema", false);
    spark().conf().set("spark.sql.parquet.variant.annotateLogicalType.enabled", annotated);
    parity()
        .withoutDuckDb()
        .require(
            table(
                1_000,
                "IF(id % 3 = 0, NULL, parse_json(concat('{\"a\": ', id, ', \"b\": [1]}'))) AS v",
                "array(parse_json('1'), NULL, parse_json(concat('\"', id, '\"'))) AS vs"));
  }

  @Test
  @SinceSpark(value = "4.1", because = "TIME")
  void timesOfDay() {
    spark().conf().set("spark.sql.timeType.enabled", true);
    parity()
        .withoutDuckDb()
        .require(
            table(
                1_000,
                "IF(id % 3 = 0, NULL, make_time(CAST(id % 24 AS INT), 59, 1.234567BD)) AS t",
                "array(TIME'23:59:59.999999', NULL, TIME'00:00:00') AS ts"));
  }

  @Test
  @SinceSpark(value = "4.2", because = "GEOMETRY and GEOGRAPHY")
  void geometries() {
    parity()
        .withoutDuckDb()
        .requireSameFiles(
            table(
                1_000,
                """
                st_setsrid(st_geomfromwkb(IF(id % 3 = 0, NULL, unhex(
                    '0101000000000000000000F03F0000000000000040'))), 4326) AS g
                """,
                """
                array(st_geogfromwkb(unhex('000000000140140000000000004018000000000000'))) AS gs
                """));
  }
}
