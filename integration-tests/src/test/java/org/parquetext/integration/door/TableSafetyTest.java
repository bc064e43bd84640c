package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Fault;

/** What no statement may do to the rows of a table. */
class TableSafetyTest extends DoorTest {
  private static final String CATALOG = "spark.sql.catalog.spark_catalog";
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  private String place(String name) {
    return " LOCATION '" + directory() + "/" + name + "'";
  }

  private void fill(String table) {
    sql("CREATE TABLE " + table + " USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
  }

  private SparkSession withAnotherCatalog() {
    SparkSession other = spark().newSession();
    other.conf().set(CATALOG, DelegatingCatalog.class.getName());
    showSource(other);
    return other;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CREATE OR "})
  void aTableIsNotReplacedWithoutColumnsToBeFound(String orCreate) throws Exception {
    fill("t");
    String replace = orCreate + "REPLACE TABLE t USING `parquet-ext`";
    assertThatThrownBy(() -> sql(replace)).hasStackTraceContaining("without columns");
    assertThatThrownBy(() -> sql(replace + place("nowhere")));
    assertThatThrownBy(() -> sql(replace + " LOCATION '" + files("t").root() + "'"))
        .hasStackTraceContaining("naming columns");
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void aTableIsReplacedByTheFilesOfAPath() {
    fill("t");
    spark().range(5).write().parquet(directory() + "/files");
    sql("REPLACE TABLE t USING `parquet-ext`" + place("files"));
    assertThat(count("t")).isEqualTo(5);
  }

  @Test
  void aTableIsNotReplacedByOneAtThePathThatIsRead() {
    fill("t");
    spark().range(5).write().parquet(directory() + "/read");
    String read = directory() + "/read";
    assertThatThrownBy(
            () ->
                sql(
                    "CREATE OR REPLACE TABLE t USING `parquet-ext`"
                        + place("read")
                        + " AS SELECT * FROM parquet.`"
                        + read
                        + "`"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void aTableIsNotReplacedByOneThatWouldDeleteAnotherTable() throws Exception {
    fill("t");
    java.nio.file.Files.createDirectories(directory().resolve("all/delta/_delta_log"));
    java.nio.file.Files.createFile(directory().resolve("all/delta/_delta_log/0.json"));
    assertThatThrownBy(
            () -> sql("REPLACE TABLE t USING `parquet-ext`" + place("all") + " AS" + FROM_SOURCE))
        .hasStackTraceContaining("Delta");
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void filesOfAnExternalTableAreNotTruncated() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext`" + place("external") + " AS" + FROM_SOURCE);
    for (String statement : new String[] {"TRUNCATE TABLE t", "DELETE FROM t"}) {
      assertThatThrownBy(() -> sql(statement)).hasStackTraceContaining("external table");
    }
    assertThat(count("t")).isEqualTo(30);
    writing(0, "INSERT OVERWRITE t SELECT id, p FROM source WHERE false");
    assertThat(count("t")).isZero();
  }

  @Test
  void aFilledLocationIsNotTakenOver() {
    String create = "CREATE TABLE t USING `parquet-ext`" + place("filled") + " AS" + FROM_SOURCE;
    sql(create);
    sql("DROP TABLE t");
    assertThatThrownBy(() -> sql(create)).hasStackTraceContaining("allowNonEmptyLocationInCTAS");
    assertThat(spark().catalog().tableExists("t")).isFalse();
    spark().conf().set("spark.sql.legacy.allowNonEmptyLocationInCTAS", true);
    sql(create);
    assertThat(count("t")).isEqualTo(60);
  }

  @Test
  void partitionsOfAnotherStoreAreElsewhere() throws Exception {
    SparkSession other = withAnotherCatalog();
    other.sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    other.sql("INSERT INTO t" + FROM_SOURCE);
    String usual = files("t").root() + "/p=1'";
    String move = "ALTER TABLE t PARTITION (p = 1) SET LOCATION '";
    other.sql(move + "s3a://old" + usual);
    try {
      assertThatThrownBy(() -> sql("INSERT INTO t VALUES (100, 0)"))
          .hasStackTraceContaining("outside of the table's path");
    } finally {
      other.sql(move + usual);
    }
    sql("INSERT INTO t VALUES (100, 0)");
    assertThat(count("t")).isEqualTo(31);
  }

  /** Two stores of one path, as two buckets are; here both are the local disk. */
  @Test
  void anEqualPathInAnotherStoreIsNotWhatIsRead() throws Exception {
    Fault store = Fault.by(call -> {});
    String path = directory() + "/events";
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + path + "' AS" + FROM_SOURCE);
    sql(
        "CREATE TABLE u (id BIGINT, p BIGINT) USING `parquet-ext` LOCATION '"
            + store.pathTo(directory().resolve("events"))
            + "'");
    writing(30, "INSERT OVERWRITE u SELECT * FROM t");
    assertThat(count("u")).isEqualTo(30);
  }

  @Test
  void unlistedPartitionsAreNeitherHiddenNorLeftBehind() throws Exception {
    spark().table("source").write().partitionBy("p").parquet(directory() + "/found");
    sql(
        "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)"
            + place("found"));
    assertThat(count("t")).isEqualTo(30);
    SparkSession other = withAnotherCatalog();
    assertThatThrownBy(() -> other.sql("INSERT INTO t VALUES (100, 9)"))
        .hasStackTraceContaining("MSCK REPAIR TABLE");
    assertThat(count("t")).isEqualTo(30);
    other.sql("MSCK REPAIR TABLE t");
    other.sql("INSERT INTO t VALUES (100, 9)");
    assertThat(count("t")).isEqualTo(31);
    assertThat(other.table("t").count()).isEqualTo(31);
  }

  @Test
  void aTableWithoutListedPartitionsIsNotTruncatedForShow() {
    fill("t");
    SparkSession other = withAnotherCatalog();
    assertThatThrownBy(() -> other.sql("TRUNCATE TABLE t"))
        .hasStackTraceContaining("MSCK REPAIR TABLE");
    other.sql("MSCK REPAIR TABLE t");
    other.sql("TRUNCATE TABLE t");
    assertThat(count("t")).isZero();
  }

  @Test
  void propertiesThatWouldNotHoldAreRefused() {
    sql(
        "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext`"
            + " TBLPROPERTIES ('compression' = 'zstd')");
    assertThatThrownBy(() -> withAnotherCatalog().sql("INSERT INTO t" + FROM_SOURCE))
        .hasStackTraceContaining("OPTIONS");
  }

  @Test
  void anExistingTableIsLeftAloneWhereAsked() throws Exception {
    fill("t");
    SparkSession other = withAnotherCatalog();
    String create = "CREATE TABLE IF NOT EXISTS t USING `parquet-ext`";
    writing(0, () -> other.sql(create + " AS" + FROM_SOURCE));
    writing(0, create + " OPTIONS (compression 'zip') AS" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(30);
  }
}
