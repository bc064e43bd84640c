package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.QueryExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.LogCapture;
import org.parquetext.integration.fixture.TableDirectory;

/** Writes of Spark's own Parquet format in a session that has them taken over. */
class TakeoverTest extends DoorTest {
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  private String path;

  @BeforeEach
  void takeOver() {
    path = directory().resolve("table").toString();
    spark().conf().set("spark.parquetext.takeover", true);
  }

  @Test
  void nothingIsTakenOverUnlessAskedFor() throws Exception {
    spark().conf().unset("spark.parquetext.takeover");
    writing(0, () -> spark().table("source").write().parquet(path));
    spark().conf().set("spark.parquetext.takeover", false);
    writing(0, "CREATE TABLE t USING parquet AS" + FROM_SOURCE);
  }

  @ParameterizedTest
  @EnumSource(SaveMode.class)
  void aSavedPathIsTakenOver(SaveMode mode) throws Exception {
    writing(30, () -> spark().table("source").write().mode(mode).partitionBy("p").parquet(path));
    spark().read().parquet(path).createOrReplaceTempView("written");
    assertThat(rows("SELECT id, p FROM written")).isEqualTo(rows("SELECT id, p FROM source"));
    for (var file : new TableDirectory(directory()).parquetFiles()) {
      assertThat(Footer.read(file).raw().getCreated_by()).contains("parquet-ext");
    }
  }

  @Test
  void tablesAreTakenOver() throws Exception {
    writing(30, "CREATE TABLE t USING parquet PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    writing(30, () -> spark().table("source").write().mode("append").insertInto("t"));
    assertThat(count("t")).isEqualTo(71);
    writing(30, () -> spark().table("source").write().mode("overwrite").saveAsTable("u"));
    writing(30, () -> spark().table("source").write().mode("append").saveAsTable("u"));
    assertThat(count("u")).isEqualTo(60);
    assertThat(rows("SHOW PARTITIONS t")).containsExactly("[p=0]", "[p=1]", "[p=2]");
  }

  @Test
  void bucketsAreTakenOver() throws Exception {
    writing(
        30, () -> spark().table("source").write().bucketBy(3, "id").sortBy("id").saveAsTable("t"));
    assertThat(sql("EXPLAIN SELECT id, count(*) FROM t GROUP BY id").toString())
        .contains("Bucketed: true")
        .doesNotContain("Exchange");
    assertThat(rows("SELECT * FROM t")).isEqualTo(rows("SELECT * FROM source"));
  }

  @Test
  void directoriesAreTakenOver() throws Exception {
    writing(30, "INSERT OVERWRITE DIRECTORY '" + path + "' USING parquet" + FROM_SOURCE);
    assertThat(spark().read().parquet(path).count()).isEqualTo(30);
  }

  @Test
  void thePlanSaysSo() {
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING parquet");
    assertThat(sql("EXPLAIN INSERT INTO t" + FROM_SOURCE).toString())
        .contains("Parquet by parquet-ext");
  }

  @ParameterizedTest
  @CsvSource({
    "compresion, zstd",
    "compression_level, x",
    "profile, nonsense",
    "verify, maybe",
    "sortingColumns, nothing",
    "targetFileSizeBytes, 1",
    "encoding#nothing, PLAIN",
    "unknownOptions, fail",
    "commitProtocol, delta",
    "whatever, it is"
  })
  void optionsThatTheBuiltInWriterIgnoresAreIgnored(String key, String value) throws Exception {
    writing(30, () -> spark().table("source").write().option(key, value).parquet(path));
    assertThat(spark().read().parquet(path).count()).isEqualTo(30);
  }

  @Test
  void optionsOfTheBuiltInWriterHold() throws Exception {
    writing(
        30,
        () ->
            spark()
                .table("source")
                .coalesce(1)
                .write()
                .option("compression", "gzip")
                .option("maxRecordsPerFile", 10)
                .option("parquet.bloom.filter.enabled#id", true)
                .parquet(path));
    var files = new TableDirectory(directory()).parquetFiles();
    assertThat(files).hasSize(3).allMatch(file -> file.toString().endsWith(".gz.parquet"));
    assertThat(
            Footer.read(files.get(0))
                .rowGroups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .isSetBloom_filter_offset())
        .isTrue();
  }

  @Test
  void whatCannotBeTakenOverStaysAsItIsAndSaysWhy() throws Exception {
    try (LogCapture log = new LogCapture()) {
      writing(
          0,
          () ->
              spark()
                  .table("source")
                  .write()
                  .option("parquet.encryption.footer.key", "k")
                  .parquet(path));
      assertThat(log.lines()).anyMatch(line -> line.contains("left to Spark's own Parquet writer"));
    }
    assertThat(spark().read().parquet(path).count()).isEqualTo(30);
  }

  @Test
  void aSessionOptionThatIsWrongStaysBuiltIn() throws Exception {
    spark().conf().set("spark.datasource.parquet-ext.compression", "nonsense");
    writing(0, () -> spark().table("source").write().parquet(path));
    assertThat(spark().read().parquet(path).count()).isEqualTo(30);
  }

  /** By then Spark may have deleted what is overwritten. */
  @Test
  void aWriteThatCannotBePreparedAsPlannedStaysBuiltIn() throws Exception {
    sql("CREATE TABLE t USING parquet AS" + FROM_SOURCE);
    QueryExecution overwrite =
        spark()
            .sessionState()
            .executePlan(
                spark()
                    .sessionState()
                    .sqlParser()
                    .parsePlan("INSERT OVERWRITE t SELECT id + 100, p FROM source"),
                CommandExecutionMode.SKIP());
    assertThat(overwrite.analyzed().toString()).contains("Parquet by parquet-ext");
    spark().conf().set("spark.datasource.parquet-ext.compression", "nonsense");
    try (LogCapture log = new LogCapture()) {
      writing(0, () -> overwrite.executedPlan().executeCollect());
      assertThat(log.lines()).anyMatch(line -> line.contains("left to Spark's own Parquet writer"));
    }
    assertThat(rows("SELECT count(*), min(id) FROM t")).containsExactly("[30,100]");
  }
}
