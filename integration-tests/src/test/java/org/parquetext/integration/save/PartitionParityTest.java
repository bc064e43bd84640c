package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

class PartitionParityTest extends ParityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(id AS TINYINT)",
        "CAST(id AS INT)",
        "id * 1000000000000",
        "id % 2 = 0",
        "CAST(id AS FLOAT) / 2",
        "CAST(IF(id = 1, 'NaN', CAST(-id AS STRING)) AS DOUBLE)",
        "CAST(id * 1.5BD AS DECIMAL(10,3))",
        "CAST(-id AS DECIMAL(38,10))",
        "date_add(DATE'1582-10-14', CAST(id AS INT))",
        "timestamp_micros(id * 86400000001)",
        "CAST(timestamp_micros(id * 3600000000) AS TIMESTAMP_NTZ)",
        "CAST(CAST(id AS STRING) AS BINARY)",
        "concat('value ', id)"
      })
  void valuesOfEveryTypeNameDirectories(String expression) {
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    parity()
        .partitionBy("p")
        .require(table(6, "id AS x", "IF(id = 5, NULL, %s) AS p".formatted(expression)));
  }

  @Test
  void theTimeZoneOfTheOptionNamesDirectories() {
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    TableParity parity = parity().partitionBy("p").option("timeZone", "Asia/Tokyo");
    parity.require(table(3, "id AS x", "timestamp_seconds(id) AS p"));
    assertThat(new TableDirectory(parity.own()).layout()).contains("p=1970-01-01 09%3A00%3A01/");
  }

  @Test
  void charactersThatPathsDoNotAllow() {
    parity()
        .partitionBy("p")
        .require(
            table(
                    1,
                    """
                    explode(array('a=b', 'a/b', 'a:b', 'a%b', 'a b', 'ü', '漢', '{a}', 'a#b',
                        'a?b', 'a*b', '[a]', 'a\\\\b', '"a"', 'a\\'b', 'a^b', '.', '~', ' a ',
                        'a\\u0001b', 'a\\nb', 'A', '00', '1.0')) AS p
                    """)
                .selectExpr("length(p) AS x", "p"));
  }

  @Test
  void nullAndEmptyTextShareADirectory() {
    TableParity parity = parity().partitionBy("p");
    parity.require(
        table(12, "id AS x", "element_at(array('', NULL, 'a'), CAST(id % 3 + 1 AS INT)) AS p"));
    assertThat(new TableDirectory(parity.own()).layout())
        .contains("p=__HIVE_DEFAULT_PARTITION__/", "p=a/");
  }

  @Test
  void severalLevels() {
    parity()
        .partitionBy("country", "year")
        .require(
            table(
                60,
                "id % 3 + 2000 AS year",
                "id AS x",
                "IF(id % 4 = 0, NULL, concat('c', id % 4)) AS country",
                "rand(1) AS y"));
  }

  @Test
  void thePartitionColumnMayStandAnywhereAndBeNamedInAnyCase() {
    parity().partitionBy("P").require(table(10, "id AS x", "id % 2 AS p", "-id AS y"));
  }

  @Test
  void rowsKeepTheOrderThatTheQueryGaveThem() {
    TableParity parity = parity().inTheirOwnTasks().partitionBy("p");
    parity.require(
        table(1_000, "id AS x", "hash(id) % 5 AS p")
            .sortWithinPartitions(functions.col("p"), functions.col("x").desc()));
    List<Long> first =
        spark()
            .read()
            .parquet(new TableDirectory(parity.own()).parquetFiles().get(0).toString())
            .as(Encoders.LONG())
            .collectAsList();
    assertThat(first).isSortedAccordingTo((left, right) -> Long.compare(right, left));
  }

  @Test
  void manyPartitions() {
    parity().partitionBy("p").require(table(500, "id AS x", "id % 40 AS p"));
  }

  @Test
  void partitionsOfRequiredColumns() {
    StructType schema =
        new StructType().add("x", DataTypes.LongType, false).add("p", DataTypes.StringType, false);
    List<Row> rows = table(10, "id AS x", "concat('p', id % 3) AS p").collectAsList();
    parity().partitionBy("p").require(spark().createDataFrame(rows, schema));
  }

  @Test
  void everyTaskWritesEveryPartition() {
    TableParity parity = parity().inTheirOwnTasks().partitionBy("p");
    parity.require(spark().range(0, 90, 1, 3).selectExpr("id AS x", "id % 2 AS p"));
    assertThat(new TableDirectory(parity.own()).parquetFiles()).hasSize(6);
  }

  @Test
  void noRowsLeaveOnlyTheMarkOfSuccess() {
    TableParity parity = parity().partitionBy("p");
    parity.requireSameFiles(table(0, "id AS x", "id % 2 AS p"));
    assertThat(new TableDirectory(parity.own()).names())
        .contains("_SUCCESS")
        .noneMatch(name -> name.endsWith(".parquet"));
  }
}
