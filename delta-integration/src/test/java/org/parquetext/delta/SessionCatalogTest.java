package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"GENERATED ALWAYS AS (id + 1)", "GENERATED ALWAYS AS IDENTITY"})
  void columnsThatWouldStayNullAreRefused(String generated) {
    assertThatThrownBy(
            () ->
                spark.sql(
                    "CREATE TABLE t (id BIGINT, n BIGINT " + generated + ") USING `parquet-ext`"))
        .hasMessageContaining("generated or identity column `n`");
    assertThat(spark.catalog().tableExists("t")).isFalse();
  }

  @Test
  void defaultsOfColumnsHold() {
    spark.sql("CREATE TABLE t (id BIGINT, n INT DEFAULT 7) USING `parquet-ext`");
    writing(1, () -> spark.sql("INSERT INTO t (id) VALUES (1)"));
    assertThat(spark.table("t").first().toString()).isEqualTo("[1,7]");
    assertThat(plain.table("t").first().toString()).isEqualTo("[1,7]");
  }

  @Test
  void partitionColumnsComeLast() {
    spark.sql("CREATE TABLE t (p BIGINT, id BIGINT) USING `parquet-ext` PARTITIONED BY (p)");
    writing(1, () -> spark.sql("INSERT INTO t VALUES (1, 2)"));
    writing(1, () -> plain.sql("INSERT INTO t VALUES (3, 4)"));
    for (SparkSession session : new SparkSession[] {spark, plain}) {
      assertThat(session.sql("SELECT id, p FROM t ORDER BY id").collectAsList().toString())
          .isEqualTo("[[1,2], [3,4]]");
    }
  }

  @Test
  void aTableIsAppendedToByInsertAndDropped() {
    createTable(spark, "");
    assertThatThrownBy(
            () -> rows(0, 3).write().format("parquet-ext").mode(SaveMode.Append).saveAsTable("t"))
        .hasMessageContaining("Cannot append")
        .hasMessageContaining("insertInto");
    assertThatThrownBy(() -> rows(0, 3).writeTo("t").append());
    writing(0, () -> rows(0, 3).write().format("parquet-ext").mode("ignore").saveAsTable("t"));
    spark.sql("DROP TABLE t");
    assertThat(spark.catalog().tableExists("t")).isFalse();
  }

  private void stream(DataStreamWriter<Row> stream) {
    try {
      stream
          .format("parquet-ext")
          .partitionBy("part")
          .option("checkpointLocation", directory.resolve("checkpoint").toString())
          .trigger(Trigger.AvailableNow())
          .start(table)
          .awaitTermination();
    } catch (StreamingQueryException e) {
      throw new IllegalStateException(e);
    }
  }

  private DataStreamWriter<Row> streamOfRows() {
    String source = directory.resolve("source").toString();
    rows(0, 30).write().parquet(source);
    return spark
        .readStream()
        .schema("id BIGINT, text STRING, part INT")
        .parquet(source)
        .writeStream();
  }

  @Test
  void streamsGoThroughThePipeline() {
    DataStreamWriter<Row> stream = streamOfRows();
    writing(30, () -> stream(stream));
    assertThat(spark.read().format("parquet-ext").load(table).count()).isEqualTo(30);
  }

  @Test
  void rowsOfDeltaTablesGoThroughThePipeline() {
    writing(30, () -> writer(rows(0, 30), SaveMode.ErrorIfExists).save(table));
    writing(0, () -> writer(rows(0, 30), SaveMode.Ignore).save(table));
    writing(10, () -> append(rows(30, 40)));
    writing(5, () -> writer(rows(0, 5), SaveMode.Overwrite).save(table));
    assertThat(ids()).containsExactly(numbers(0, 5));
  }

  @Test
  void streamsIntoDeltaTablesGoThroughThePipeline() {
    DataStreamWriter<Row> stream = streamOfRows().option("commitProtocol", "delta");
    writing(30, () -> stream(stream));
    assertThat(ids()).containsExactly(numbers(0, 30));
  }
}
