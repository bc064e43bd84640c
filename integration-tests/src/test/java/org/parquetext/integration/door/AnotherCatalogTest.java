package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.TableDirectory;

/** What else there is for tables of a session whose catalog is not Spark's own. */
class AnotherCatalogTest extends DoorTest {
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  @BeforeEach
  void replaceTheCatalog() {
    spark().conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    // Spark asks the active session, not that of the rows, what kind of table there is.
    SparkSession.setActiveSession(spark());
  }

  @AfterEach
  void forgetTheSession() {
    SparkSession.clearActiveSession();
  }

  private void createTable(String how) {
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` " + how);
  }

  private Dataset<Row> source() {
    return spark().table("source");
  }

  @Test
  void rowsAreInsertedByNameAndOfSomeColumns() throws Exception {
    createTable("PARTITIONED BY (p)");
    writing(30, "INSERT INTO t BY NAME SELECT p, id FROM source");
    writing(30, "INSERT INTO t (p, id) SELECT p, id FROM source");
    assertThat(rows("SELECT DISTINCT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    writing(1, "INSERT INTO t (p) VALUES (7)");
    assertThat(rows("SELECT id FROM t WHERE p = 7")).containsExactly("[null]");
  }

  @Test
  void rowsAreInsertedIntoTheTableThatTheyAreOf() throws Exception {
    createTable("PARTITIONED BY (p)");
    sql("INSERT INTO t" + FROM_SOURCE);
    writing(30, () -> spark().table("t").write().insertInto("t"));
    assertThat(count("t")).isEqualTo(60);
  }

  @Test
  void aManagedTableIsDroppedWithItsFiles() throws Exception {
    createTable("PARTITIONED BY (p)");
    sql("INSERT INTO t" + FROM_SOURCE);
    TableDirectory files = files("t");
    sql("DROP TABLE t");
    assertThat(files.names()).isEmpty();
    createTable("LOCATION '" + directory() + "/external'");
    sql("INSERT INTO t" + FROM_SOURCE);
    sql("DROP TABLE t");
    assertThat(new TableDirectory(directory().resolve("external")).parquetFiles()).isNotEmpty();
  }

  @Test
  void aTableWithoutColumnsTakesThoseOfItsFiles() throws Exception {
    source().write().parquet(directory() + "/flat");
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + directory() + "/flat'");
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(60);
  }

  /** As {@code USING parquet}: Spark believes the catalog. */
  @Test
  void partitionsThatAreFoundHaveToBeListed() throws Exception {
    source().write().partitionBy("p").parquet(directory() + "/parts");
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + directory() + "/parts'");
    assertThat(spark().table("t").columns()).containsExactly("id", "p");
    assertThatThrownBy(() -> sql("INSERT INTO t VALUES (100, 1)"))
        .hasStackTraceContaining("MSCK REPAIR TABLE");
    sql("MSCK REPAIR TABLE t");
    assertThat(count("t")).isEqualTo(30);
    writing(1, "INSERT INTO t VALUES (100, 1)");
    assertThat(count("t")).isEqualTo(31);
  }

  @Test
  void writeToIsRefused() throws Exception {
    createTable("");
    sql("INSERT INTO t" + FROM_SOURCE);
    List<String> before = files("t").names();
    List<Consumer<Dataset<Row>>> writes =
        List.of(
            rows -> attempt(() -> rows.writeTo("t").append()),
            rows -> attempt(() -> rows.writeTo("t").overwritePartitions()),
            rows -> attempt(() -> rows.writeTo("t").using("parquet-ext").replace()),
            rows -> attempt(() -> rows.writeTo("t").using("parquet-ext").createOrReplace()),
            rows -> attempt(() -> rows.writeTo("u").using("parquet-ext").create()));
    for (Consumer<Dataset<Row>> write : writes) {
      writing(0, () -> assertThatThrownBy(() -> write.accept(source())).isNotNull());
    }
    assertThat(files("t").names()).isEqualTo(before);
    assertThat(spark().catalog().tableExists("u")).isFalse();
  }

  /** {@code writeTo} declares what it throws. */
  private static void attempt(Step write) {
    try {
      write.take();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saveAsTableOfAnExistingTableSaysWhatToDo() throws Exception {
    createTable("");
    sql("INSERT INTO t" + FROM_SOURCE);
    assertThatThrownBy(() -> source().write().format("parquet-ext").mode("append").saveAsTable("t"))
        .hasMessageContaining("Cannot append")
        .hasMessageContaining("insertInto");
    assertThatThrownBy(
            () -> source().write().format("parquet-ext").mode("errorifexists").saveAsTable("t"))
        .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
    writing(0, () -> source().write().format("parquet-ext").mode("ignore").saveAsTable("t"));
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void aPropertyThatContradictsAnOptionIsRefused() {
    createTable("OPTIONS (compression 'gzip')");
    sql("INSERT INTO t" + FROM_SOURCE);
    sql("ALTER TABLE t SET TBLPROPERTIES ('compression' = 'zstd')");
    assertThatThrownBy(() -> sql("INSERT INTO t" + FROM_SOURCE))
        .hasStackTraceContaining("compression");
  }

  @Test
  void aTableLikeAnotherHasItsOptionsInEverySession() throws Exception {
    createTable("PARTITIONED BY (p) OPTIONS (compression 'gzip')");
    sql("CREATE TABLE u LIKE t");
    var plain = spark().newSession();
    showSource(plain);
    writing(30, () -> plain.sql("INSERT INTO u" + FROM_SOURCE));
    assertThat(files("u").parquetFiles())
        .isNotEmpty()
        .allMatch(file -> file.toString().endsWith(".gz.parquet"));
    assertThat(count("u")).isEqualTo(30);
  }
}
