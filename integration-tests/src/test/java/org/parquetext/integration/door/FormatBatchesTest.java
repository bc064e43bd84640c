package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution$;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteInputs;
import scala.Option;
import scala.runtime.AbstractFunction0;

/** Writes by Spark's interface of file formats, where a scan gives the rows in batches. */
class FormatBatchesTest extends DoorTest {
  private static final long ROWS = 9_000;

  private WriteInputs inputs;

  @BeforeEach
  void takeOver() {
    table(
            ROWS,
            "id",
            "id % 3 AS p",
            "IF(id % 7 = 0, NULL, concat('text ', id % 100)) AS s",
            "IF(id % 5 = 0, NULL, array(id, NULL)) AS longs")
        .write()
        .parquet(path("source"));
    spark().conf().set("spark.parquetext.takeover", true);
    inputs = WriteInputs.of(spark());
  }

  private String path(String name) {
    return directory().resolve(name).toString();
  }

  private Dataset<Row> scan() {
    return spark().read().parquet(path("source"));
  }

  private Path write(Dataset<Row> rows, String name) throws Exception {
    writing(rows.count(), () -> rows.write().parquet(path(name)));
    return directory().resolve(name);
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("true", List.of("*")),
        Arguments.of("true", List.of("s AS text", "id")),
        Arguments.of("id % 1000 < 900 AND s <> 'text 7'", List.of("longs", "id AS n")),
        Arguments.of("id < 50", List.of("*")));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theFilesAreThoseOfTheRows(String filter, List<String> columns) throws Exception {
    Dataset<Row> rows = scan().where(filter).selectExpr(columns.toArray(String[]::new)).coalesce(1);
    Path ofBatches = write(rows, "batches");
    inputs.requireBatches();
    assertThat(inputs.metric("numOutputRows")).isEqualTo(rows.count());
    assertThat(inputs.metric("numFiles")).isOne();
    spark().conf().set("spark.sql.parquet.enableVectorizedReader", false);
    inputs = WriteInputs.of(spark());
    Path ofRows = write(rows, "rows");
    inputs.requireRows();
    assertThat(new TableDirectory(ofBatches).parquetFile())
        .hasSameBinaryContentAs(new TableDirectory(ofRows).parquetFile());
    SparkReader.requireSameRows(rows, spark().read().parquet(ofBatches.toString()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void adaptiveQueriesGiveThem(boolean forced) throws Exception {
    spark().conf().set("spark.sql.adaptive.forceApply", forced);
    write(scan(), "table");
    inputs.requireBatches();
    assertThat(inputs.metric("numOutputRows")).isEqualTo(ROWS);
  }

  @Test
  void tablesGetThemToo() throws Exception {
    scan().createOrReplaceTempView("scanned");
    writing(ROWS, "CREATE TABLE t USING parquet AS SELECT * FROM scanned");
    writing(ROWS, "INSERT INTO t SELECT * FROM scanned");
    writing(ROWS, "INSERT OVERWRITE t SELECT * FROM scanned");
    writing(
        ROWS, "INSERT OVERWRITE DIRECTORY '" + path("d") + "' USING parquet SELECT * FROM scanned");
    inputs.requireBatches();
    assertThat(rows("SELECT * FROM t")).isEqualTo(rows("SELECT * FROM scanned"));
    assertThat(sql("EXPLAIN INSERT INTO t SELECT * FROM scanned").toString())
        .contains("Parquet by parquet-ext", "BatchInput batches of Scan parquet");
  }

  @Test
  void tablesOfASessionWithAnotherCatalogGetThem() throws Exception {
    spark().conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    scan().createOrReplaceTempView("scanned");
    sql("CREATE TABLE t (id BIGINT, s STRING) USING `parquet-ext`");
    writing(ROWS, "INSERT INTO t SELECT id, s FROM scanned");
    inputs.requireBatches();
    assertThat(rows("SELECT * FROM t")).isEqualTo(rows("SELECT id, s FROM scanned"));
  }

  /** A write that Spark's own writer does otherwise than hand rows on. */
  @FunctionalInterface
  interface Write {
    void by(DataFrameWriter<Row> writer);
  }

  private void requireRows(String reason, Write write) throws Exception {
    writing(ROWS, () -> write.by(scan().write()));
    inputs.requireRows(reason);
  }

  @Test
  void whereSparkLooksIntoTheRowsThereAreRows() throws Exception {
    requireRows(
        "Spark finds the partition of each row", to -> to.partitionBy("p").parquet(path("p")));
    requireRows("Spark finds the bucket of each row", to -> to.bucketBy(2, "id").saveAsTable("t"));
    spark().conf().set("spark.sql.maxConcurrentOutputFileWriters", 5);
    requireRows(
        "Spark finds the partition of each row", to -> to.partitionBy("p").parquet(path("p5")));
    spark().conf().set("spark.sql.optimizer.plannedWrite.enabled", false);
    requireRows("spark.sql.optimizer.plannedWrite.enabled is off", to -> to.parquet(path("q")));
    SparkReader.requireSameRows(scan(), spark().read().parquet(path("q")));
  }

  @Test
  void whereSparkCountsTheRowsOfFilesThereAreRows() throws Exception {
    requireRows(
        "Spark counts the rows of each file",
        to -> to.option("maxRecordsPerFile", 2_000).parquet(path("option")));
    spark().conf().set("spark.sql.files.maxRecordsPerFile", 2_000);
    requireRows("Spark counts the rows of each file", to -> to.parquet(path("session")));
    for (String name : List.of("option", "session")) {
      assertThat(new TableDirectory(directory().resolve(name)).parquetFiles())
          .extracting(file -> Footer.read(file).raw().getNum_rows())
          .containsExactly(2_000L, 2_000L, 2_000L, 2_000L, 1_000L);
    }
  }

  @Test
  void variantsComeRowByRow() throws Exception {
    spark().conf().set("spark.sql.variant.pushVariantIntoScan", false);
    spark().conf().set("spark.parquetext.takeover", false);
    table(300, "array(parse_json(concat('[', id, ']'))) AS v").write().parquet(path("variants"));
    spark().conf().set("spark.parquetext.takeover", true);
    write(spark().read().parquet(path("variants")), "copy");
    inputs.requireRows("variants may be shredded row by row");
  }

  @Test
  void aValueThatCannotBeWrittenIsNamedAndNothingIsLeft() {
    String mode = "spark.sql.parquet.datetimeRebaseModeInWrite";
    spark().conf().set(mode, "CORRECTED");
    table(ROWS, "IF(id = 4711, DATE'1500-01-01', DATE'2000-01-01') AS x")
        .write()
        .parquet(path("old"));
    spark().conf().set(mode, "EXCEPTION");
    inputs = WriteInputs.of(spark());
    assertThatThrownBy(() -> spark().read().parquet(path("old")).write().parquet(path("table")))
        .hasStackTraceContaining("`x`: row 4712");
    inputs.requireBatches();
    assertThat(new TableDirectory(directory().resolve("table")).parquetFiles()).isEmpty();
  }

  /** Spark's own writer writes, which knows rows only. */
  @Test
  void aTakeoverThatIsGivenUpWhenTheWriteBeginsWritesEveryRow() throws Exception {
    sql("CREATE TABLE t USING parquet AS SELECT * FROM parquet.`" + path("source") + "` LIMIT 0");
    QueryExecution insert = planned("INSERT INTO t SELECT * FROM parquet.`" + path("source") + "`");
    assertThat(insert.executedPlan().toString()).contains("BatchInput");
    spark().conf().set("spark.datasource.parquet-ext.compression", "nonsense");
    writing(0, () -> run(insert));
    assertThat(rows("SELECT * FROM t"))
        .isEqualTo(rows("SELECT * FROM parquet.`" + path("source") + "`"));
  }

  private QueryExecution planned(String statement) throws Exception {
    return spark()
        .sessionState()
        .executePlan(
            spark().sessionState().sqlParser().parsePlan(statement), CommandExecutionMode.SKIP());
  }

  private static void run(QueryExecution planned) {
    SQLExecution$.MODULE$.withNewExecutionId(
        planned,
        Option.empty(),
        new AbstractFunction0<Object>() {
          @Override
          public Object apply() {
            return planned.executedPlan().executeCollect();
          }
        });
  }
}
