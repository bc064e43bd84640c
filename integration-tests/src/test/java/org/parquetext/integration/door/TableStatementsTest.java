package org.parquetext.integration.door;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.TableDirectory;

/** What else one says about a table: none of it may make its rows others than they are. */
class TableStatementsTest extends DoorTest {
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  private static final List<String> IMPOSSIBLE =
      List.of(
          "DELETE FROM t WHERE id = 1",
          "UPDATE t SET id = 1",
          "MERGE INTO t USING source s ON t.id = s.id WHEN MATCHED THEN DELETE",
          "INSERT INTO t REPLACE WHERE id > 3 SELECT 500, 1",
          "INSERT OVERWRITE t PARTITION (p = 1) IF NOT EXISTS SELECT 500",
          "ALTER TABLE t DROP COLUMN id",
          "ALTER TABLE t RENAME COLUMN id TO other",
          "ALTER TABLE t REPLACE COLUMNS (id BIGINT)",
          "ALTER TABLE t DROP PARTITION (p = 1)",
          "INSERT INTO t SELECT 1",
          "INSERT INTO t SELECT 1, 2, 3",
          "INSERT INTO t (id, nothing) VALUES (1, 2)",
          "INSERT INTO t (id, id) VALUES (1, 2)");

  private void fill(String how) {
    sql("CREATE TABLE t USING `parquet-ext` " + how + " AS" + FROM_SOURCE);
  }

  @Test
  @SinceSpark(value = "4.1", because = "V2 inserts that leave columns out")
  void defaultsOfColumnsHold() throws Exception {
    spark().conf().set("spark.sql.defaultColumn.allowedProviders", "parquet,parquet-ext");
    sql("CREATE TABLE t (id BIGINT, n INT DEFAULT 7, s STRING DEFAULT 'x') USING `parquet-ext`");
    writing(1, "INSERT INTO t (id) VALUES (1)");
    writing(1, "INSERT INTO t VALUES (2, DEFAULT, 'y')");
    sql("ALTER TABLE t ADD COLUMNS (late INT DEFAULT 42)");
    sql("INSERT INTO t (s, id) VALUES ('z', 3)");
    sql("ALTER TABLE t ALTER COLUMN late SET DEFAULT 43");
    sql("INSERT INTO t (id) VALUES (4)");
    List<String> expected = List.of("[1,7,x,42]", "[2,7,y,42]", "[3,7,z,42]", "[4,7,x,43]");
    assertThat(rows("SELECT * FROM t")).isEqualTo(expected);
    assertThat(rows("SELECT * FROM t WHERE late = 42")).hasSize(3);
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    assertThat(other.sql("SELECT * FROM t WHERE late = 42").count()).isEqualTo(3);
  }

  /** Spark 4.1's catalog in memory keeps the old value beside the new one. */
  @Test
  @SinceSpark(value = "4.2", because = "a catalog in memory that forgets a default that is changed")
  void aChangedDefaultHoldsInASessionWithAnotherCatalog() throws Exception {
    spark().conf().set("spark.sql.defaultColumn.allowedProviders", "parquet,parquet-ext");
    sql("CREATE TABLE t (id BIGINT, n INT DEFAULT 7) USING `parquet-ext`");
    sql("ALTER TABLE t ALTER COLUMN n SET DEFAULT 8");
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    writing(1, () -> other.sql("INSERT INTO t (id) VALUES (5)"));
    assertThat(rows("SELECT * FROM t")).containsExactly("[5,8]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GENERATED ALWAYS AS (id + 1)", "GENERATED ALWAYS AS IDENTITY", "CHECK (n > 0)"})
  void columnsThatSparkWouldMakeUpOrCheckAreRefused(String what) {
    for (String catalog : List.of("builtin", DelegatingCatalog.class.getName())) {
      spark().conf().set("spark.sql.catalog.spark_catalog", catalog);
      assertThatThrownBy(
          () -> sql("CREATE TABLE t (id BIGINT, n BIGINT " + what + ") USING `parquet-ext`"));
      assertThat(spark().catalog().tableExists("t")).isFalse();
    }
  }

  /** Spark's mark of a generated column comes along from the table that rows come from. */
  @ParameterizedTest
  @ValueSource(strings = {"CREATE TABLE", "CREATE OR REPLACE TABLE"})
  void rowsThatBringTheirGeneratedValuesAreWritten(String create) throws Exception {
    Metadata generated = new MetadataBuilder().putString("GENERATION_EXPRESSION", "id + 1").build();
    spark()
        .table("source")
        .select(col("id"), col("id").plus(1).as("n", generated))
        .createOrReplaceTempView("computed");
    writing(30, create + " t USING `parquet-ext` AS SELECT * FROM computed");
    assertThat(rows("SELECT * FROM t WHERE n = id + 1")).hasSize(30);
    writing(1, "INSERT INTO t VALUES (100, 101)");
  }

  @Test
  void lengthsAreThoseOfTheTableThatRowsComeFrom() throws Exception {
    sql("CREATE TABLE t (c CHAR(4), v VARCHAR(3)) USING `parquet-ext` PARTITIONED BY (v)");
    sql("INSERT INTO t VALUES ('ab', 'xyz')");
    sql("CREATE TABLE u USING `parquet-ext` AS SELECT c, v FROM t");
    assertThat(rows("SELECT concat(c, '|'), v FROM u")).containsExactly("[ab  |,xyz]");
    for (String table : List.of("t", "u")) {
      assertThatThrownBy(() -> sql("INSERT INTO " + table + " VALUES ('abcde', 'x')"))
          .hasStackTraceContaining("EXCEED_LIMIT_LENGTH");
      assertThatThrownBy(() -> sql("INSERT INTO " + table + " VALUES ('a', 'wxyz')"))
          .hasStackTraceContaining("EXCEED_LIMIT_LENGTH");
    }
    assertThat(rows("SELECT v FROM t WHERE c = 'ab'")).containsExactly("[xyz]");
  }

  @Test
  void commentsAreShown() {
    sql("CREATE TABLE t (id BIGINT COMMENT 'a number') USING `parquet-ext` COMMENT 'all of them'");
    assertThat(rows("DESCRIBE EXTENDED t"))
        .contains("[id,bigint,a number]", "[Comment,all of them,]");
    sql("COMMENT ON TABLE t IS 'some of them'");
    assertThat(rows("SHOW CREATE TABLE t").toString()).contains("COMMENT 'some of them'");
  }

  /** As the documents say; the table's path has both. */
  @Test
  void filesAndStreamsAreAskedOfThePath() throws Exception {
    fill("");
    assertThat(spark().table("t").inputFiles()).isEmpty();
    assertThatThrownBy(() -> spark().readStream().table("t").queryExecution().analyzed())
        .hasMessageContaining("micro-batch");
    String path = files("t").root().toString();
    assertThat(spark().read().format("parquet-ext").load(path).inputFiles()).isNotEmpty();
    assertThat(
            spark()
                .readStream()
                .schema("id BIGINT, p BIGINT")
                .format("parquet-ext")
                .load(path)
                .isStreaming())
        .isTrue();
  }

  @Test
  void viewsShowWhatTheTableHas() throws Exception {
    fill("PARTITIONED BY (p)");
    sql("CREATE VIEW other AS SELECT id FROM t WHERE p = 1");
    sql("CREATE TEMPORARY VIEW shown AS SELECT * FROM t");
    try {
      sql("INSERT INTO t VALUES (100, 1)");
      assertThat(count("other")).isEqualTo(11);
      assertThat(count("shown")).isEqualTo(31);
      for (String view : List.of("other", "shown")) {
        assertThatThrownBy(() -> sql("INSERT OVERWRITE t SELECT id, 1 FROM " + view))
            .hasMessageContaining("UNSUPPORTED_OVERWRITE");
      }
      assertThat(count("t")).isEqualTo(31);
    } finally {
      sql("DROP VIEW other");
    }
  }

  /** Spark does not quote the name of the source. */
  private String showCreateTable() {
    return sql("SHOW CREATE TABLE t")
        .get(0)
        .getString(0)
        .replace("USING parquet-ext", "USING `parquet-ext`");
  }

  @Test
  void whatShowCreateTableSaysMakesTheSameTable() throws Exception {
    sql(
        "CREATE TABLE t (id BIGINT NOT NULL COMMENT 'it', c CHAR(3), p BIGINT) USING `parquet-ext`"
            + " OPTIONS (compression 'gzip') PARTITIONED BY (p) COMMENT 'all' LOCATION '"
            + directory()
            + "/place' TBLPROPERTIES ('statistics' = 'chunk')");
    sql("INSERT INTO t VALUES (1, 'a', 2)");
    String create = showCreateTable();
    sql("DROP TABLE t");
    sql(create);
    assertThat(rows("SELECT * FROM t")).containsExactly("[1,a  ,2]");
    assertThat(showCreateTable()).isEqualTo(create);
    writing(1, "INSERT INTO t VALUES (3, 'b', 4)");
    assertThat(new TableDirectory(directory()).parquetFiles())
        .hasSize(2)
        .allMatch(file -> file.toString().endsWith(".gz.parquet"));
  }

  @Test
  void describeSaysWhatTheTableIs() throws Exception {
    fill("PARTITIONED BY (p)");
    sql("CREATE TABLE u USING `parquet-ext` LOCATION '" + directory() + "/u' AS" + FROM_SOURCE);
    assertThat(rows("DESCRIBE EXTENDED t"))
        .contains("[Provider,parquet-ext,]", "[Type,MANAGED,]")
        .anyMatch(row -> row.startsWith("[Location,file:") && row.contains("warehouse"));
    assertThat(rows("DESCRIBE EXTENDED u"))
        .contains("[Type,EXTERNAL,]")
        .anyMatch(row -> row.startsWith("[Location,") && row.contains(directory() + "/u"));
    assertThat(showCreateTable()).doesNotContain("warehouse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin", "org.parquetext.integration.door.DelegatingCatalog"})
  void aTableKeepsItsRowsUnderAnotherName(String catalog) throws Exception {
    spark().conf().set("spark.sql.catalog.spark_catalog", catalog);
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    sql("INSERT INTO t" + FROM_SOURCE);
    sql("ALTER TABLE t RENAME TO u");
    assertThat(rows("SELECT id, p FROM u")).isEqualTo(rows("SELECT id, p FROM source"));
    assertThat(spark().catalog().tableExists("t")).isFalse();
    writing(1, "INSERT INTO u VALUES (100, 1)");
    assertThat(count("u")).isEqualTo(31);
  }

  @Test
  void aCachedTableIsNeverStale() throws Exception {
    fill("PARTITIONED BY (p)");
    sql("CACHE TABLE t");
    assertThat(count("t")).isEqualTo(30);
    spark().table("source").write().insertInto("t");
    assertThat(count("t")).isEqualTo(60);
    sql("INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    assertThat(count("t")).isEqualTo(41);
    sql("TRUNCATE TABLE t");
    assertThat(count("t")).isZero();
  }

  @Test
  @SinceSpark(value = "4.1", because = "a cache that knows V2 tables of other sessions again")
  void aCachedTableIsRenewedByWritesOfAnotherSession() {
    fill("");
    sql("CACHE TABLE t");
    assertThat(count("t")).isEqualTo(30);
    SparkSession other = spark().newSession();
    showSource(other);
    other.sql("INSERT INTO t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(60);
    sql("UNCACHE TABLE t");
  }

  /** Of writes that do not name the table Spark's cache does not learn. */
  @Test
  void aCachedTableIsRefreshedAfterWritesToItsPath() throws Exception {
    fill("");
    sql("CACHE TABLE t");
    assertThat(count("t")).isEqualTo(30);
    String path = files("t").root().toString();
    spark().table("source").write().format("parquet-ext").mode("append").save(path);
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    showSource(other);
    other.sql("INSERT INTO t" + FROM_SOURCE);
    sql("REFRESH TABLE t");
    assertThat(count("t")).isEqualTo(90);
    sql("UNCACHE TABLE t");
  }

  @Test
  void aTableIsInsertedIntoItself() throws Exception {
    fill("PARTITIONED BY (p)");
    writing(30, "INSERT INTO t SELECT * FROM t");
    writing(60, () -> spark().table("t").write().insertInto("t"));
    assertThat(rows("SELECT id, p, count(*) FROM t GROUP BY id, p"))
        .hasSize(30)
        .allMatch(row -> row.endsWith(",4]"));
  }

  @Test
  void aDynamicOverwriteMayReadTheTable() throws Exception {
    fill("PARTITIONED BY (p)");
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(20, "INSERT OVERWRITE t SELECT id + 1000, p FROM t WHERE p > 0");
    assertThat(rows("SELECT id % 1000, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
  }

  @Test
  void typesThatGrowKeepTheValues() throws Exception {
    sql("CREATE TABLE t (i INT, f FLOAT, d DECIMAL(5, 2)) USING `parquet-ext`");
    sql("INSERT INTO t VALUES (-7, 1.5, 3.25)");
    for (String change : List.of("i TYPE BIGINT", "f TYPE DOUBLE", "d TYPE DECIMAL(12, 4)")) {
      sql("ALTER TABLE t ALTER COLUMN " + change);
    }
    sql("INSERT INTO t VALUES (10000000000, 2.5, 12345678.1234)");
    assertThat(rows("SELECT * FROM t"))
        .containsExactly("[-7,1.5,3.2500]", "[10000000000,2.5,12345678.1234]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local TYPE TIMESTAMP", "instant TYPE TIMESTAMP_NTZ", "i TYPE STRING"})
  void typesThatWouldShowOtherValuesAreRefused(String change) {
    sql("CREATE TABLE t (local TIMESTAMP_NTZ, instant TIMESTAMP, i INT) USING `parquet-ext`");
    assertThatThrownBy(() -> sql("ALTER TABLE t ALTER COLUMN " + change))
        .hasMessageContaining("its files keep the old type");
  }

  @Test
  void rowsAreReplacedWherePartitionsSaySo() throws Exception {
    fill("PARTITIONED BY (p)");
    writing(1, "INSERT INTO t REPLACE WHERE p = 1 SELECT 500, 1");
    assertThat(rows("SELECT id FROM t WHERE p = 1")).containsExactly("[500]");
    assertThat(count("t")).isEqualTo(21);
  }

  @Test
  @SinceSpark(value = "4.2", because = "a refusal of LIKE for tables of another catalog")
  void aTableLikeAnotherIsNotCreated() {
    fill("");
    assertThatThrownBy(() -> sql("CREATE TABLE u LIKE t")).isNotNull();
    assertThat(spark().catalog().tableExists("u")).isFalse();
  }

  @Test
  void whatCannotBeDoneLeavesTheRows() throws Exception {
    fill("PARTITIONED BY (p)");
    List<String> before = files("t").names();
    for (String statement : IMPOSSIBLE) {
      assertThatThrownBy(() -> sql(statement), statement).isNotNull();
    }
    writing(
        0,
        "CREATE TABLE IF NOT EXISTS t USING `parquet-ext` PARTITIONED BY (p) LOCATION '/nowhere'"
            + " AS SELECT 1 AS id, 2 AS p");
    assertThat(files("t").names()).isEqualTo(before);
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
  }
}
