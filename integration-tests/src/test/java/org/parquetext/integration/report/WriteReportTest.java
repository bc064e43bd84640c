package org.parquetext.integration.report;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.door.DelegatingCatalog;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Operation;
import org.parquetext.integration.fixture.Fault.Trait;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.LogCapture;
import org.parquetext.integration.fixture.StreamSource;
import org.parquetext.integration.fixture.TableDirectory;

/** Which writes have a report, where it is, and what it says of the write as a whole. */
class WriteReportTest extends ReportTest {
  private static final String SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";

  @Test
  void eachWriteHasOneAndTheYoungerSortsBehindTheOlder() {
    reporting(table(10, "id")).save(table().toString());
    reporting(table(20, "id", "id % 2 AS p"))
        .mode(SaveMode.Overwrite)
        .partitionBy("p")
        .save(table().toString());
    JsonNode first = reports().all().get(0);
    JsonNode second = reports().all().get(1);
    assertThat(reports().names())
        .containsExactly(
            first.get("write").textValue() + ".json", second.get("write").textValue() + ".json");
    assertThat(first.get("schema").intValue()).isEqualTo(1);
    assertThat(first.get("mode").textValue()).isEqualTo("append");
    assertThat(first.get("partitionColumns")).isEmpty();
    assertThat(first.get("files").get(0).get("path").textValue())
        .contains(first.get("write").textValue());
    assertThat(second.get("mode").textValue()).isEqualTo("overwrite");
    assertThat(Reports.texts(second.get("partitionColumns"))).containsExactly("p");
    assertThat(second.get("path").textValue()).isEqualTo("file:" + table());
    assertThat(second.get("application").textValue())
        .isEqualTo(spark().sparkContext().applicationId());
    assertThat(Instant.parse(second.get("committed").textValue()))
        .isAfterOrEqualTo(Instant.parse(second.get("started").textValue()))
        .isAfterOrEqualTo(Instant.parse(first.get("committed").textValue()));
  }

  @Test
  void totalsAndMetricsAreThoseOfAllTasks() {
    reporting(spark().range(0, 3_000, 1, 3).selectExpr("id", "concat('n', id) AS name"))
        .option("maxRecordsPerFile", 400)
        .option("verify", "footer")
        .save(table().toString());
    JsonNode report = reports().one();
    JsonNode files = report.get("files");
    long bytes = Reports.sum(files, "bytes");
    assertThat(report.get("totals").toString())
        .isEqualTo("{\"tasks\":3,\"files\":9,\"rows\":3000,\"bytes\":%d}".formatted(bytes));
    JsonNode metrics = report.get("metrics");
    assertThat(metrics.get("numRows").longValue()).isEqualTo(3_000);
    assertThat(metrics.get("numFiles").longValue()).isEqualTo(9);
    assertThat(metrics.get("numFilesClosedByRows").longValue()).isEqualTo(6);
    assertThat(metrics.get("numOutputBytes").longValue()).isEqualTo(bytes);
    assertThat(
            List.of(
                "convertTime",
                "encodeTime",
                "compressTime",
                "writeTime",
                "uploadTime",
                "verifyTime",
                "taskCommitTime",
                "jobCommitTime",
                "peakBufferedBytes"))
        .allSatisfy(name -> assertThat(metrics.get(name).longValue()).as(name).isPositive());
  }

  @Test
  void optionsAreShownAsTheyHoldAndSecretsAreNot() {
    spark().conf().set("spark.datasource.parquet-ext.rowGroupSizeBytes", "1m");
    reporting(table(10, "id"))
        .option("compression", "zstd")
        .option("keyValueMetadata.password", SECRET)
        .option("keyValueMetadata.from", "s3a://user:%s@bucket/events".formatted(SECRET))
        .option("keyValueMetadata.to", "abfss://box@account/events")
        .option("fs.s3a.secret.key", SECRET)
        .save(table().toString());
    List<String> options =
        Reports.list(reports().one().get("options")).stream()
            .map(option -> option.get("option").textValue() + "=" + option.get("value").textValue())
            .toList();
    assertThat(options)
        .contains(
            "compression=zstd",
            "compressionLevel=3",
            "rowGroupSizeBytes=1m",
            "keyValueMetadata.password=*********(redacted)",
            "keyValueMetadata.from=s3a://bucket/events",
            "keyValueMetadata.to=abfss://box@account/events",
            "reportPath=" + reports().folder())
        .noneMatch(option -> option.contains("fs.s3a"));
    assertThat(reports().text(reports().names().get(0))).doesNotContain(SECRET);
  }

  @Test
  void aFolderOfReportsIsATableOfJson() {
    reporting(table(10, "id")).save(table().toString());
    reporting(table(20, "id", "'x' AS p")).partitionBy("p").save(table() + "2");
    reporting(table(5, "id", "'x' AS P")).partitionBy("P").save(table() + "3");
    assertThat(
            spark()
                .read()
                .json(reports().folder().toString())
                .selectExpr("write", "explode(files) AS file")
                .selectExpr("explode(file.columns) AS c")
                .selectExpr("sum(c.values)", "max(c.max)")
                .collectAsList()
                .toString())
        .isEqualTo("[[35,9]]");
  }

  @Test
  void aWriteThatFailsHasNone() {
    assertThatThrownBy(
            () ->
                reporting(table(10, "IF(id = 9, raise_error('enough'), id) AS id"))
                    .save(table().toString()))
        .hasStackTraceContaining("enough");
    assertThat(reports().names()).isEmpty();
  }

  @Test
  void anOverwriteThatCannotDeleteOldFilesHasNone() {
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == Operation.DELETE
                  && call.path().getName().endsWith(".parquet")) {
                throw new IOException(Fault.MESSAGE);
              }
            });
    String path = fault.pathTo(table());
    reporting(table(10, "id")).save(path);
    assertThatThrownBy(() -> reporting(table(20, "id")).mode(SaveMode.Overwrite).save(path))
        .hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.hasStruck()).isTrue();
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(30);
    assertThat(reports().one().get("mode").textValue()).isEqualTo("append");
  }

  @Test
  void whatTasksSendIsASmallPartOfWhatTheDriverTakes() {
    String mostBytes = "spark.driver.maxResultSize";
    spark().sparkContext().conf().set(mostBytes, "40k");
    try {
      reporting(table(2_000, "id", "concat('n', id) AS name"))
          .option("maxRecordsPerFile", 100)
          .save(table().toString());
    } finally {
      spark().sparkContext().conf().remove(mostBytes);
    }
    List<JsonNode> files = Reports.list(reports().one().get("files"));
    assertThat(files).hasSize(20);
    assertThat(files.stream().map(file -> file.get("columnsOmitted").booleanValue()))
        .contains(true, false)
        .isSorted();
    assertThat(files)
        .allSatisfy(
            file -> {
              assertThat(file.has("columns")).isNotEqualTo(file.get("columnsOmitted").asBoolean());
              assertThat(file.get("rows").longValue()).isEqualTo(100);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "FIRST_WRITE", "CLOSE", "RENAME"})
  void aReportThatCannotBeWrittenDoesNotFailTheWrite(Operation operation) {
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == operation && call.path().getName().contains(".json")) {
                throw new IOException(Fault.MESSAGE);
              }
            });
    try (LogCapture log = new LogCapture()) {
      reporting(table(10, "id"))
          .option(REPORT_PATH, fault.pathTo(reports().folder()))
          .save(table().toString());
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("WARN org.parquetext"))
          .singleElement()
          .asString()
          .contains("Cannot write into faulty://")
          .contains("of the write to file:" + table() + ", which is committed: " + Fault.MESSAGE);
    }
    assertThat(fault.hasStruck()).isTrue();
    assertThat(reports().names()).isEmpty();
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(10);
  }

  @Test
  void aReportIsAbortedWhereClosingItWouldPublishIt() {
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == Operation.FIRST_WRITE
                  && call.path().getName().contains(".json")) {
                throw new IOException(Fault.MESSAGE);
              }
            },
            Trait.ABORTABLE_STREAMS);
    reporting(table(10, "id"))
        .option(REPORT_PATH, fault.pathTo(reports().folder()))
        .save(table().toString());
    assertThat(fault.hasStruck()).isTrue();
    assertThat(reports().names()).isEmpty();
  }

  @Test
  void aReportIsNotRenamedWhereClosingPublishesIt() {
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == Operation.RENAME) {
                throw new IOException(Fault.MESSAGE);
              }
            },
            Trait.ABORTABLE_STREAMS);
    reporting(table(10, "id"))
        .option(REPORT_PATH, fault.pathTo(reports().folder()))
        .save(table().toString());
    assertThat(reports().one().get("totals").get("rows").longValue()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/table", "/table/_reports", "nosuch://bucket/reports"})
  void aFolderThatCannotBeIsRefusedBeforeAnythingIsWritten(String path) {
    reporting(table(10, "id")).save(table().toString());
    List<String> before = new TableDirectory(directory()).names();
    DataFrameWriter<Row> writer =
        reporting(table(20, "id"))
            .option(REPORT_PATH, path.startsWith("/") ? directory() + path : path)
            .mode(SaveMode.Overwrite);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot write with `reportPath` = `");
    assertThat(new TableDirectory(directory()).names()).isEqualTo(before);
  }

  @Test
  void tablesOfTheCatalogAreReportedToo() {
    spark()
        .sql(
            "CREATE TABLE t (id BIGINT, p INT) USING `parquet-ext` PARTITIONED BY (p)"
                + " OPTIONS (reportPath '%s') LOCATION '%s'"
                    .formatted(reports().folder(), table()));
    try {
      spark().sql("INSERT INTO t VALUES (1, 1), (2, 2)");
      spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
      spark().sql("INSERT OVERWRITE t VALUES (3, 2)");
      assertThat(reports().all().stream().map(report -> report.get("mode").textValue()))
          .containsExactly("append", "overwrite");
      assertThat(reports().all().get(1).get("files")).hasSize(1);
    } finally {
      spark().sql("DROP TABLE t");
    }
  }

  @Test
  void aWriteWhosePartitionsTheCatalogDoesNotTakeHasNone() {
    spark().udf().register("dropped", (UDF1<Long, Long>) WriteReportTest::dropTable, LongType);
    spark()
        .sql(
            "CREATE TABLE dropped (id BIGINT, p INT) USING `parquet-ext` PARTITIONED BY (p)"
                + " OPTIONS (reportPath '%s') LOCATION '%s'"
                    .formatted(reports().folder(), table()));
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    other.sql("ALTER TABLE dropped ADD PARTITION (p = 1)");
    assertThatThrownBy(
            () -> spark().sql("INSERT INTO dropped SELECT dropped(id), 2 FROM range(0, 1, 1, 1)"))
        .hasStackTraceContaining("is committed, but the catalog could not be told");
    assertThat(spark().read().parquet(table().toString()).count()).isOne();
    assertThat(reports().names()).isEmpty();
  }

  /** Called by the task. */
  private static long dropTable(long id) {
    SparkSession.getDefaultSession()
        .get()
        .sharedState()
        .externalCatalog()
        .dropTable("default", "dropped", true, true);
    return id;
  }

  @Test
  void eachBatchOfAStreamHasOne() throws Exception {
    StreamSource source = new StreamSource(spark(), directory().resolve("source"));
    source.add(0, 10);
    source.add(10, 25);
    spark().conf().set("spark.datasource.parquet-ext.reportPath", reports().folder().toString());
    StreamingQuery query = start(source);
    assertThat(reports().all().stream().map(report -> report.get("stream").toString()))
        .containsExactly(
            "{\"query\":\"%s\",\"batch\":0}".formatted(query.id()),
            "{\"query\":\"%s\",\"batch\":1}".formatted(query.id()));
    assertThat(reports().names().get(1))
        .startsWith(query.id() + "-0000000001-")
        .endsWith(reports().all().get(1).get("write").textValue() + ".json");
    assertThat(reports().all().get(1).get("totals").get("rows").longValue()).isEqualTo(15);
    assertThat(Reports.list(reports().all().get(1).get("files")))
        .allSatisfy(file -> assertThat(table().resolve(file.get("path").textValue())).exists());
  }

  private StreamingQuery start(StreamSource source) throws Exception {
    StreamingQuery query =
        source.stream()
            .writeStream()
            .format(FormatUnderTest.NAME)
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", directory().resolve("checkpoint").toString())
            .start(table().toString());
    assertThat(query.awaitTermination(60_000)).isTrue();
    return query;
  }

  @Test
  void aStreamDoesNotStartWithAFolderThatCannotBe() throws Exception {
    StreamSource source = new StreamSource(spark(), directory().resolve("source"));
    source.add(0, 10);
    spark().conf().set("spark.datasource.parquet-ext.reportPath", table() + "/reports");
    assertThatThrownBy(() -> start(source))
        .hasStackTraceContaining("Cannot write with `reportPath`")
        .hasStackTraceContaining("within the table");
    assertThat(table()).doesNotExist();
  }
}
