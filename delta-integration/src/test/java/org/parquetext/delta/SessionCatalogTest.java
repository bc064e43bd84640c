package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parquetext.pipeline.EncoderRuntime;

/** Tables of parquet-ext, not of Delta, in a session whose catalog is Delta's. */
class SessionCatalogTest extends DeltaTest {

  private static final String CATALOG = "spark.sql.catalog.spark_catalog";

  private SparkSession plain;

  @BeforeEach
  void openAPlainSession() {
    plain = spark.newSession();
    plain.conf().set(CATALOG, "builtin");
    dropTable();
  }

  @AfterEach
  void dropTable() {
    spark.sql("DROP TABLE IF EXISTS t");
    spark.conf().unset("spark.parquetext.takeover");
  }

  private static void writing(long rows, Runnable step) {
    long before = EncoderRuntime.shared().rowsTaken();
    step.run();
    assertThat(EncoderRuntime.shared().rowsTaken() - before).isEqualTo(rows);
  }

  private void createTable(SparkSession session, String how) {
    session.sql(
        "CREATE TABLE t (id BIGINT, text STRING, part INT) USING `parquet-ext` "
            + how
            + " LOCATION '"
            + table
            + "'");
  }

  @Test
  void insertsGoThroughThePipeline() {
    createTable(spark, "PARTITIONED BY (part)");
    writing(30, () -> rows(0, 30).write().insertInto("t"));
    rows(30, 40).createOrReplaceTempView("more");
    writing(10, () -> spark.sql("INSERT INTO t SELECT * FROM more"));
    assertThat(spark.table("t").count()).isEqualTo(40);
    writing(1, () -> spark.sql("INSERT OVERWRITE t PARTITION (part = 1) VALUES (100, 'x')"));
    assertThat(spark.table("t").where("part = 1").count()).isOne();
    writing(10, () -> spark.sql("INSERT OVERWRITE t SELECT * FROM more"));
    assertThat(spark.table("t").count()).isEqualTo(10);
  }

  @Test
  void bucketsGoThroughThePipeline() {
    createTable(spark, "CLUSTERED BY (id) INTO 3 BUCKETS");
    writing(30, () -> rows(0, 30).write().insertInto("t"));
    assertThat(spark.sql("EXPLAIN SELECT id, count(*) FROM t GROUP BY id").first().getString(0))
        .contains("Bucketed: true")
        .doesNotContain("Exchange");
    assertThat(spark.table("t").count()).isEqualTo(30);
  }

  @Test
  void bothKindsOfSessionReadWhatTheOtherWrites() {
    createTable(plain, "PARTITIONED BY (part)");
    rows(0, 30).createOrReplaceGlobalTempView("rows");
    String insert = "INSERT INTO t SELECT * FROM global_temp.rows WHERE part = ";
    writing(10, () -> plain.sql(insert + 0));
    assertThat(spark.table("t").count()).isEqualTo(10);
    writing(10, () -> spark.sql(insert + 1));
    assertThat(plain.table("t").count()).isEqualTo(20);
    writing(10, () -> plain.sql(insert + 2));
    assertThat(spark.table("t").count()).isEqualTo(30);
    assertThat(plain.table("t").count()).isEqualTo(30);
  }

  @Test
  void aTableThatBeginsInADeltaSessionIsReadCompletely() {
    createTable(spark, "PARTITIONED BY (part)");
    rows(0, 30).createOrReplaceGlobalTempView("rows");
    writing(20, () -> spark.sql("INSERT INTO t SELECT * FROM global_temp.rows WHERE part > 0"));
    assertThat(plain.table("t").count()).isEqualTo(20);
    writing(10, () -> plain.sql("INSERT INTO t SELECT * FROM global_temp.rows WHERE part = 0"));
    assertThat(spark.table("t").count()).isEqualTo(30);
    assertThat(plain.table("t").count()).isEqualTo(30);
  }

  @Test
  void aTableIsNotCreatedWithRows() {
    for (SaveMode mode : SaveMode.values()) {
      assertThatThrownBy(() -> rows(0, 3).write().format("parquet-ext").mode(mode).saveAsTable("t"))
          .as(mode.name())
          .hasMessageContaining("INSERT INTO");
    }
    assertThatThrownBy(() -> spark.sql("CREATE TABLE t USING `parquet-ext` AS SELECT 1 AS id"))
        .hasMessageContaining("INSERT INTO");
    assertThatThrownBy(() -> rows(0, 3).writeTo("t").using("parquet-ext").createOrReplace())
        .hasMessageContaining("INSERT INTO");
    assertThat(spark.catalog().tableExists("t")).isFalse();
  }

  @Test
  void tablesOfDeltaAreNeverTakenOver() {
    spark.conf().set("spark.parquetext.takeover", true);
    writing(0, () -> rows(0, 30).write().format("delta").saveAsTable("t"));
    writing(0, () -> rows(30, 40).write().insertInto("t"));
    assertThat(spark.table("t").count()).isEqualTo(40);
    writing(10, () -> rows(0, 10).write().parquet(directory.resolve("plain").toString()));
  }
}
