package org.parquetext.integration.hive;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.hive.HiveExternalCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.door.DelegatingCatalog;
import org.parquetext.integration.door.DoorTest;
import org.parquetext.integration.fixture.TableDirectory;

/** Tables of parquet-ext in a Hive metastore. */
class HiveCatalogTest extends DoorTest {
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  /** Of equal types, so that a value in another column would not be noticed. */
  private static final String PARTITION_FIRST = "SELECT p, id FROM source";

  @BeforeEach
  void requireHive() {
    assertThat(spark().sharedState().externalCatalog().unwrapped())
        .isInstanceOf(HiveExternalCatalog.class);
  }

  private SparkSession withAnotherCatalog() {
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    showSource(other);
    return other;
  }

  private DataFrameWriter<Row> writer(String mode) {
    return spark().sql(PARTITION_FIRST).write().format("parquet-ext").mode(mode);
  }

  private void requireSource(String table) {
    assertThat(rows("SELECT id, p FROM " + table)).isEqualTo(rows("SELECT id, p FROM source"));
  }

  @Test
  void aTableIsCreatedFilledTruncatedAndDropped() throws Exception {
    writing(0, "CREATE TABLE t (Id BIGINT, Name STRING, P INT) USING `parquet-ext`");
    writing(30, "INSERT INTO t SELECT id, concat('n', id), p FROM source");
    writing(1, "INSERT INTO t (p, id) VALUES (7, 100)");
    assertThat(spark().table("t").columns()).containsExactly("Id", "Name", "P");
    assertThat(spark().newSession().sql("SELECT sum(Id), max(P) FROM t").first().toString())
        .isEqualTo("[535,7]");
    sql("TRUNCATE TABLE t");
    assertThat(count("t")).isZero();
    writing(1, "INSERT INTO t VALUES (1, 'a', 2)");
    TableDirectory files = files("t");
    assertThat(files.parquetFiles()).hasSize(1);
    sql("DROP TABLE t");
    assertThat(files.names()).isEmpty();
  }

  @Test
  void aTableIsCreatedWithRowsWhereAndAsOneSays() throws Exception {
    Path place = directory().resolve("with space=and%");
    writing(
        30,
        "CREATE TABLE t USING `parquet-ext` OPTIONS (compression 'gzip') PARTITIONED BY (p)"
            + " LOCATION '"
            + place
            + "' TBLPROPERTIES ('keyValueMetadata.MyKey' = 'x') AS "
            + PARTITION_FIRST);
    requireSource("t");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(new TableDirectory(place).parquetFiles())
        .isNotEmpty()
        .allMatch(file -> file.toString().endsWith(".gz.parquet"));
    sql("DROP TABLE t");
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + place + "'");
    assertThat(count("t")).isEqualTo(60);
    assertThat(spark().table("t").columns()).containsExactly("id", "p");
    writing(30, "INSERT OVERWRITE t" + FROM_SOURCE);
    requireSource("t");
  }

  @Test
  void aTableIsReplaced() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(5, "CREATE OR REPLACE TABLE t USING `parquet-ext` AS SELECT id FROM range(5)");
    assertThat(count("t")).isEqualTo(5);
    writing(
        30,
        "CREATE OR REPLACE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS " + PARTITION_FIRST);
    requireSource("t");
    assertThatThrownBy(
            () -> sql("CREATE OR REPLACE TABLE t USING `parquet-ext` AS SELECT id FROM t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    requireSource("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"USING parquet PARTITIONED BY (p)", "STORED AS PARQUET"})
  void saveAsTableReplacesATableOfAnotherSource(String how) throws Exception {
    sql("CREATE TABLE t " + how + " AS" + FROM_SOURCE);
    writing(30, () -> writer("overwrite").partitionBy("p").saveAsTable("t"));
    requireSource("t");
    writing(30, () -> writer("append").partitionBy("p").saveAsTable("t"));
    assertThat(count("t")).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USING parquet", "STORED AS PARQUET", "STORED AS TEXTFILE"})
  void aTableThatIsReadIsNotReplaced(String how) {
    sql("CREATE TABLE t " + how + " AS" + FROM_SOURCE);
    assertThatThrownBy(
            () ->
                spark().table("t").write().format("parquet-ext").mode("overwrite").saveAsTable("t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThatThrownBy(
            () -> sql("CREATE OR REPLACE TABLE t USING `parquet-ext` AS SELECT id FROM t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    requireSource("t");
  }

  @Test
  void saveAsTableAndWriteToGoByTheNames() throws Exception {
    writing(30, () -> writer("errorifexists").partitionBy("p").saveAsTable("t"));
    writing(30, () -> writer("append").partitionBy("p").saveAsTable("t"));
    assertThat(count("t")).isEqualTo(60);
    writing(30, () -> writer("overwrite").partitionBy("p").saveAsTable("t"));
    requireSource("t");
    writing(
        30,
        () ->
            spark()
                .sql(PARTITION_FIRST)
                .writeTo("u")
                .using("parquet-ext")
                .partitionedBy(col("p"))
                .create());
    writing(10, () -> spark().sql(PARTITION_FIRST + " WHERE p = 1").writeTo("u").append());
    writing(
        10, () -> spark().sql(PARTITION_FIRST + " WHERE p = 1").writeTo("u").overwritePartitions());
    requireSource("u");
  }

  @Test
  void partitionsAreInsertedAndOverwritten() throws Exception {
    sql("CREATE TABLE t (p BIGINT, id BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    writing(30, () -> spark().table("source").write().insertInto("t"));
    requireSource("t");
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    assertThat(rows("SELECT id FROM t WHERE p = 1")).containsExactly("[500]");
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(2, "INSERT OVERWRITE t VALUES (501, 2), (502, 9)");
    assertThat(rows("SELECT id FROM t WHERE p > 0")).containsExactly("[500]", "[501]", "[502]");
    spark().conf().unset("spark.sql.sources.partitionOverwriteMode");
    writing(30, "INSERT OVERWRITE t" + FROM_SOURCE);
    requireSource("t");
    assertThat(spark().newSession().table("t").count()).isEqualTo(30);
  }

  @Test
  void sessionsOfBothKindsSeeAllPartitions() throws Exception {
    SparkSession other = withAnotherCatalog();
    other.sql("CREATE TABLE t (P BIGINT, Id BIGINT) USING `parquet-ext` PARTITIONED BY (P)");
    writing(20, () -> other.sql("INSERT INTO t SELECT id, p FROM source WHERE p > 0"));
    writing(10, "INSERT INTO t SELECT id, p FROM source WHERE p = 0");
    requireSource("t");
    assertThat(other.sql("SHOW PARTITIONS t").collectAsList().toString())
        .isEqualTo("[[P=0], [P=1], [P=2]]");
    assertThat(other.sql("SELECT sum(Id) FROM t WHERE P = 0").first().getLong(0)).isEqualTo(135);
    writing(1, () -> other.sql("INSERT OVERWRITE t PARTITION (P = 2) VALUES (1000)"));
    assertThat(rows("SELECT Id FROM t WHERE P = 2")).containsExactly("[1000]");
  }

  @Test
  void aTableThatIsFilledHereIsReadCompletelyElsewhere() throws Exception {
    sql("CREATE TABLE t (P BIGINT, Id BIGINT) USING `parquet-ext` PARTITIONED BY (P)");
    writing(10, "INSERT INTO t SELECT id, p FROM source WHERE p = 0");
    SparkSession other = withAnotherCatalog();
    assertThat(other.table("t").count()).isEqualTo(10);
    writing(20, () -> other.sql("INSERT INTO t SELECT id, p FROM source WHERE p > 0"));
    requireSource("t");
    assertThat(other.table("t").count()).isEqualTo(30);
  }

  private String rowsByStatistics() throws Exception {
    return spark()
        .sessionState()
        .catalog()
        .getTableMetadata(new TableIdentifier("t"))
        .stats()
        .flatMap(statistics -> statistics.rowCount())
        .toString();
  }

  @Test
  void statisticsThatDoNotHoldAnyMoreAreTakenAway() throws Exception {
    SparkSession other = withAnotherCatalog();
    other.sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext`");
    other.sql("INSERT INTO t" + FROM_SOURCE);
    other.sql("ANALYZE TABLE t COMPUTE STATISTICS");
    assertThat(rowsByStatistics()).isEqualTo("Some(30)");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(rowsByStatistics()).isEqualTo("None");
    assertThat(other.table("t").count()).isEqualTo(60);
  }

  @Test
  void aTableKeepsItsRowsUnderAnotherName() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS " + PARTITION_FIRST);
    sql("ALTER TABLE t RENAME TO u");
    requireSource("u");
    writing(1, "INSERT INTO u VALUES (100, 1)");
    assertThat(count("u")).isEqualTo(31);
  }

  @Test
  void columnsAreAdded() throws Exception {
    spark().conf().set("spark.sql.defaultColumn.allowedProviders", "parquet-ext");
    sql("CREATE TABLE t (Id BIGINT) USING `parquet-ext`");
    sql("INSERT INTO t VALUES (1)");
    sql("ALTER TABLE t ADD COLUMNS (Late INT DEFAULT 42)");
    writing(1, "INSERT INTO t (Id) VALUES (2)");
    assertThat(rows("SELECT Id, Late FROM t")).containsExactly("[1,42]", "[2,42]");
  }

  @Test
  void aFailedWriteLeavesTheTable() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    List<String> before = files("t").names();
    assertThatThrownBy(
            () ->
                sql(
                    "INSERT OVERWRITE t SELECT IF(id = 29, raise_error('enough'), id), p"
                        + " FROM source"))
        .hasStackTraceContaining("enough");
    assertThat(files("t").names()).isEqualTo(before);
    requireSource("t");
  }
}
