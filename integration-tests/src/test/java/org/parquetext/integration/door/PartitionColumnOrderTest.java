package org.parquetext.integration.door;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.SinceSpark;

/**
 * Partition columns come last in a table, wherever they were. All columns have the same type, so
 * that a value in another column would not be noticed by Spark.
 */
class PartitionColumnOrderTest extends DoorTest {
  private static final String QUERY = "SELECT id % 3 AS p, id, id % 2 + 10 AS q FROM source";
  private static final String BY_NAME = "SELECT id, p, q FROM ";

  private Dataset<Row> query() {
    return spark().sql(QUERY);
  }

  private void requireTable(String table, int copies) {
    assertThat(spark().table(table).columns()).containsExactly("id", "q", "p");
    assertThat(rows(BY_NAME + table))
        .isEqualTo(
            rows(BY_NAME + "(%s), (SELECT explode(sequence(1, %d)))".formatted(QUERY, copies)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t USING <format> PARTITIONED BY (q, p) AS " + QUERY,
        "CREATE TABLE t USING <format> PARTITIONED BY (Q, P) AS WITH a AS ("
            + QUERY
            + ") SELECT * FROM a"
      })
  void aTableIsCreatedWithRowsAsSparksOwnIs(String create) throws Exception {
    writing(30, create.replace("<format>", "`parquet-ext`"));
    requireTable("t", 1);
    assertThat(files("t").layout()).contains("q=10/p=0/", "q=11/p=2/");
    sql("DROP TABLE t");
    sql(create.replace("<format>", "parquet"));
    requireTable("t", 1);
  }

  @Test
  void aTableIsReplaced() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` AS SELECT 1 AS one");
    writing(30, "REPLACE TABLE t USING `parquet-ext` PARTITIONED BY (q, p) AS " + QUERY);
    requireTable("t", 1);
    sql("REPLACE TABLE t (p INT, q INT, id INT) USING `parquet-ext` PARTITIONED BY (q, p)");
    assertThat(spark().table("t").columns()).containsExactly("id", "q", "p");
  }

  @Test
  void saveAsTableGoesByTheNames() throws Exception {
    for (String mode : List.of("errorifexists", "append", "overwrite", "append")) {
      writing(
          30,
          () ->
              query()
                  .write()
                  .format("parquet-ext")
                  .mode(mode)
                  .partitionBy("q", "p")
                  .saveAsTable("t"));
    }
    requireTable("t", 2);
  }

  @Test
  void writeToGoesByTheNames() throws Exception {
    writing(
        30,
        () -> query().writeTo("t").using("parquet-ext").partitionedBy(col("q"), col("p")).create());
    writing(30, () -> query().writeTo("t").append());
    requireTable("t", 2);
    writing(
        30,
        () ->
            query()
                .writeTo("t")
                .using("parquet-ext")
                .partitionedBy(col("q"), col("p"))
                .createOrReplace());
    writing(30, () -> query().writeTo("t").overwritePartitions());
    requireTable("t", 1);
  }

  @Test
  @SinceSpark(value = "4.1", because = "V2 inserts that leave columns out")
  void aDefinitionKeepsWhatItSaysOfEachColumn() throws Exception {
    sql(
        "CREATE TABLE t (p BIGINT COMMENT 'of p', id BIGINT NOT NULL, q BIGINT DEFAULT 12)"
            + " USING `parquet-ext` PARTITIONED BY (q, p)");
    assertThat(rows("DESCRIBE t")).contains("[p,bigint,of p]", "[id,bigint,null]");
    writing(1, "INSERT INTO t VALUES (1, 2, 3)");
    writing(1, "INSERT INTO t (p, id) VALUES (4, 5)");
    writing(1, "INSERT INTO t BY NAME SELECT 6 AS q, 7 AS id, 8 AS p");
    writing(1, "INSERT INTO t PARTITION (p = 9, q) SELECT 10, 11");
    assertThat(rows("SELECT id, q, p FROM t"))
        .containsExactly("[1,2,3]", "[10,11,9]", "[5,12,4]", "[7,6,8]");
    assertThatThrownBy(() -> sql("INSERT INTO t SELECT CAST(NULL AS BIGINT), 1, 1"))
        .hasStackTraceContaining("NULL");
  }

  @Test
  void sessionsOfBothKindsMeanTheSameColumns() throws Exception {
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    other.sql(
        "CREATE TABLE t (p BIGINT, id BIGINT, q BIGINT) USING `parquet-ext` PARTITIONED BY (q, p)");
    writing(1, () -> other.sql("INSERT INTO t VALUES (1, 2, 3)"));
    writing(1, "INSERT INTO t VALUES (4, 5, 6)");
    assertThat(rows(BY_NAME + "t")).containsExactly("[1,3,2]", "[4,6,5]");
    assertThat(other.sql(BY_NAME + "t ORDER BY id").collectAsList().toString())
        .isEqualTo("[[1,3,2], [4,6,5]]");
  }

  /** As in a table of Spark's own. */
  @ParameterizedTest
  @ValueSource(strings = {"A", "a, A", "A, a", "A, id"})
  void columnsAreToldApartByTheirCaseWhereTheSessionDoesSo(String partitions) throws Exception {
    spark().conf().set("spark.sql.caseSensitive", true);
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    List<List<String>> found = new ArrayList<>();
    for (String format : List.of("parquet", "`parquet-ext`")) {
      String using = " USING " + format + " PARTITIONED BY (" + partitions + ")";
      sql("CREATE TABLE t (a BIGINT, id BIGINT, A BIGINT, n BIGINT)" + using);
      sql("INSERT INTO t (n, id, a, A) VALUES (0, 1, 2, 3), (0, 4, 5, 6)");
      sql("INSERT OVERWRITE t (n, id, a, A) VALUES (0, 7, 2, 3)");
      sql("CREATE TABLE u" + using + " AS SELECT A, id, a + 10 AS a, n FROM t");
      List<String> seen =
          new ArrayList<>(rows("SELECT id, a, A FROM t UNION ALL SELECT id, a, A FROM u"));
      seen.addAll(rows("SELECT id FROM t WHERE A = 6"));
      seen.add(String.join(",", spark().table("u").columns()));
      found.add(seen);
      dropTables();
    }
    assertThat(found.get(0)).contains("[7,2,3]", "[4,15,6]");
    assertThat(found.get(1)).isEqualTo(found.get(0));
  }

  /** As to a table of Spark's own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "q BIGINT, r BIGINT DEFAULT 7",
        "r BIGINT AFTER id, q BIGINT COMMENT 'late'",
        "q BIGINT FIRST, r BIGINT",
        "q BIGINT AFTER n, r BIGINT"
      })
  void columnsThatAreAddedComeBeforeThoseOfPartitions(String columns) throws Exception {
    spark().conf().set("spark.sql.defaultColumn.allowedProviders", "parquet,parquet-ext");
    sql("CREATE TABLE t (id BIGINT, n BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    sql("INSERT INTO t VALUES (1, 2, 3)");
    sql("ALTER TABLE t ADD COLUMNS (" + columns + ")");
    List<String> names = List.of(spark().table("t").columns());
    assertThat(names).endsWith("p").contains("q", "r").hasSize(5);
    writing(1, "INSERT INTO t (p, id, n, q, r) VALUES (4, 5, 6, 8, 9)");
    assertThat(rows("SELECT id, n, q, r, p FROM t WHERE id = 5")).containsExactly("[5,6,8,9,4]");
    assertThat(rows("SELECT id, n, q, p FROM t WHERE id = 1")).containsExactly("[1,2,null,3]");
    if (columns.startsWith("q BIGINT, ")) {
      assertThat(names).containsExactly("id", "n", "q", "r", "p");
      assertThat(rows("SELECT r FROM t WHERE id = 1")).containsExactly("[7]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD COLUMNS (q BIGINT AFTER p)",
        "ALTER COLUMN p FIRST",
        "ALTER COLUMN n AFTER p"
      })
  void columnsAreNotPutBehindThoseOfPartitions(String change) throws Exception {
    sql("CREATE TABLE t (id BIGINT, n BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    assertThatThrownBy(() -> sql("ALTER TABLE t " + change))
        .hasMessageContaining("partition columns come last. Use the order [");
    sql("ALTER TABLE t ALTER COLUMN n FIRST");
    writing(1, "INSERT INTO t VALUES (1, 2, 3)");
    assertThat(rows("SELECT n, id, p FROM t")).containsExactly("[1,2,3]");
  }

  @Test
  void aTableIsNotMadeOfPartitionColumnsOnly() {
    for (String columns : List.of("(p, id, q)", "(p, p)", "(nothing)")) {
      assertThatThrownBy(
          () ->
              sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY " + columns + " AS " + QUERY));
    }
    assertThat(spark().catalog().tableExists("t")).isFalse();
  }
}
