package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.Footers;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class PartitionedWriteTest {

  private SparkSession spark;
  private Path own;
  private Path builtIn;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    own = temporary.resolve("own");
    builtIn = temporary.resolve("builtIn");
  }

  /** Writes the rows with both writers; the layouts must be the same. */
  private void assertSameLayout(Dataset<Row> rows, String... partitions) {
    rows.write().format("parquet-ext").partitionBy(partitions).save(own.toString());
    rows.write().format("parquet").partitionBy(partitions).save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
    assertThat(sorted(own)).isEqualTo(sorted(builtIn));
    assertThat(Footers.createdWith(own)).doesNotContain("other");
  }

  private List<String> sorted(Path table) {
    return spark.read().format("parquet").load(table.toString()).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private Dataset<Row> values(String... values) {
    return spark.sql("SELECT * FROM VALUES " + String.join(", ", values)).repartition(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean(id % 2 = 0)",
        "tinyint(id)",
        "smallint(id)",
        "int(id)",
        "id",
        "float(id / 3)",
        "double(id / 3)",
        "decimal(id * 1.25)",
        "date_add(DATE'1999-12-30', int(id))",
        "timestamp_seconds(id * 3600)",
        "to_timestamp_ntz(concat('2024-03-10 0', id, ':30:00.5'))",
        "concat('a/b=c%d:', id, ' \u00e4')",
        "binary(string(id))",
        "if(id = 2, null, id)"
      })
  void directoriesAreNamedAsSparkNamesThem(String expression) {
    spark.conf().set("spark.sql.session.timeZone", "America/New_York");
    assertSameLayout(spark.range(0, 6, 1, 2).selectExpr("id", expression + " AS p"), "p");
  }

  @Test
  void theOptionTimeZoneNamesDirectories() {
    Dataset<Row> rows = spark.range(1).selectExpr("id", "timestamp_seconds(0) AS p");
    rows.write()
        .format("parquet-ext")
        .option("timeZone", "Asia/Tokyo")
        .partitionBy("p")
        .save(own.toString());
    assertThat(Tree.directories(own)).containsExactly("p=1970-01-01 09%3A00%3A00");
  }

  @Test
  void severalLevelsNestInTheOrderOfPartitionBy() {
    assertSameLayout(
        spark.range(0, 12, 1, 2).selectExpr("id % 2 AS a", "id", "id % 3 AS b"), "b", "a");
  }

  @Test
  void nullAndEmptyShareTheDefaultDirectory() {
    assertSameLayout(
        values("(1, 'x')", "(2, null)", "(3, '')", "(4, null)", "(5, '')", "(6, 'y')")
            .toDF("id", "p"),
        "p");
    assertThat(Tree.directories(own)).contains("p=__HIVE_DEFAULT_PARTITION__");
  }

  @Test
  void nullAndEmptyAreOneValueAtEveryLevel() {
    assertSameLayout(
        values("(1, '', 1)", "(2, null, 1)", "(3, '', 2)", "(4, null, 2)").toDF("id", "p", "q"),
        "p",
        "q");
  }

  @Test
  void anEmptyStringThatCannotBeNullGoesToTheDefaultDirectory() {
    assertSameLayout(values("(1, '')", "(2, 'x')").toDF("id", "p"), "p");
  }

  @Test
  void partitionColumnsMayDifferInCase() {
    assertSameLayout(spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 AS Part"), "pART");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my col", "event-date", "a.b", "p.`q r", "`q`", "1st", "größe", "My Col", "plain"})
  void namesMayBeQuoted(String name) {
    String quoted = "`" + name.replace("`", "``") + "`";
    Dataset<Row> rows =
        spark.range(0, 4, 1, 1).selectExpr("id AS `i.d`", "string(id % 2) AS " + quoted, "id AS a");
    rows.write().format("parquet-ext").partitionBy(quoted).save(own.toString());
    rows.write().format("parquet").partitionBy(name).save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
    assertThat(sorted(own)).isEqualTo(sorted(builtIn)).hasSize(4);
    assertThat(spark.read().parquet(own.toString()).schema())
        .isEqualTo(spark.read().parquet(builtIn.toString()).schema());
  }

  @ParameterizedTest
  @ValueSource(strings = {"my col", "event-date", "p.`q r", "1st", "größe", "select", "a,b;c"})
  void namesAreTakenAsTheyAre(String name) {
    String quoted = "`" + name.replace("`", "``") + "`";
    assertSameLayout(spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 AS " + quoted), name);
  }

  @Test
  void namesThatAreNoIdentifiersMayDifferInCase() {
    assertSameLayout(spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 AS `My Col`"), "my col");
  }

  @Test
  void quotedNamesNest() {
    Dataset<Row> rows = spark.range(0, 4, 1, 1).selectExpr("id", "1 AS `a b`", "2 AS `c.d`");
    rows.write().format("parquet-ext").partitionBy("`C.D`", "`a b`").save(own.toString());
    assertThat(Tree.directories(own)).containsExactly("C.D=2/a b=1");
  }

  @Test
  void aNameOfSeveralPartsIsAColumnOrRefused() {
    Dataset<Row> rows = spark.range(0, 4, 1, 1).selectExpr("id", "struct(1 AS b) AS a");
    assertThatThrownBy(
            () -> rows.write().format("parquet-ext").partitionBy("a.b").save(own.toString()))
        .hasMessageContaining("a.b")
        .hasMessageContaining("not found");
    assertSameLayout(spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 AS `a.b`"), "a.b");
  }

  @Test
  void noRowsLeaveNoFileOfAPartitionedTable() {
    assertSameLayoutWithoutRows("p");
    assertThat(Tree.of(own)).containsExactly("_SUCCESS");
  }

  @Test
  void noRowsLeaveASchemaOfAnUnpartitionedTable() {
    assertSameLayoutWithoutRows();
    assertThat(Tree.parts(own)).hasSize(1);
    assertThat(spark.read().format("parquet-ext").load(own.toString()).schema().fieldNames())
        .containsExactly("id", "p");
  }

  private void assertSameLayoutWithoutRows(String... partitions) {
    Dataset<Row> rows = spark.range(0, 4, 1, 4).selectExpr("id", "id AS p").filter("id < 0");
    rows.write().format("parquet-ext").partitionBy(partitions).save(own.toString());
    rows.write().format("parquet").partitionBy(partitions).save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
  }

  @Test
  void anEmptyRelationLeavesASchema() {
    Dataset<Row> rows = spark.emptyDataFrame().selectExpr("1 AS id");
    rows.write().format("parquet-ext").save(own.toString());
    rows.write().format("parquet").save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
  }

  @Test
  void onlyTasksWithRowsLeaveFiles() {
    Dataset<Row> rows = spark.range(0, 8, 1, 4).toDF().filter("id > 5");
    rows.write().format("parquet-ext").save(own.toString());
    rows.write().format("parquet").save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
    assertThat(Tree.parts(own)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id % 3", "string(id % 3)", "nullif(string(id % 3), '0')"})
  void theOrderOfTheQueryWithinAPartitionSurvives(String partition) {
    Dataset<Row> rows =
        spark
            .range(0, 3000, 1, 1)
            .selectExpr("(id * 7919) % 3001 AS x", partition + " AS p")
            .sortWithinPartitions("p", "x");
    rows.write().format("parquet-ext").partitionBy("p").save(own.toString());
    assertThat(Tree.parts(own)).hasSize(3);
    for (String part : Tree.parts(own)) {
      List<Long> written =
          spark.read().parquet(own.resolve(part).toString()).select("x").collectAsList().stream()
              .map(row -> row.getLong(0))
              .toList();
      assertThat(written).as(part).isSorted();
    }
  }

  @Test
  void aConstantPartitionAsksForNoSort() {
    Dataset<Row> rows =
        spark
            .range(0, 3000, 1, 1)
            .selectExpr("(id * 7919) % 3001 AS x")
            .sortWithinPartitions("x")
            .selectExpr("x", "1 AS p");
    rows.write().format("parquet-ext").partitionBy("p").save(own.toString());
    List<Long> written =
        spark.read().parquet(own.toString()).select("x").collectAsList().stream()
            .map(row -> row.getLong(0))
            .toList();
    assertThat(written).isSorted();
  }

  @Test
  void unsortedRowsOpenEachDirectoryOncePerTask() {
    Dataset<Row> rows = spark.range(0, 1000, 1, 2).selectExpr("id", "id % 10 AS p");
    assertSameLayout(rows, "p");
    assertThat(Tree.parts(own)).hasSize(20);
  }

  @Test
  void maxRecordsPerFileCountsOnWithinADirectory() {
    Dataset<Row> rows = spark.range(0, 20, 1, 1).selectExpr("id", "id % 2 AS p");
    rows.write()
        .format("parquet-ext")
        .option("maxRecordsPerFile", 4)
        .partitionBy("p")
        .save(own.toString());
    rows.write()
        .format("parquet")
        .option("maxRecordsPerFile", 4)
        .partitionBy("p")
        .save(builtIn.toString());
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
  }
}
