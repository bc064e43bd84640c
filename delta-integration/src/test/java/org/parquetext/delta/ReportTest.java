package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;

/** The report of a write to a Delta table, against its log. */
class ReportTest extends DeltaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DataFrameWriter<Row> reporting(long from, long to, SaveMode mode) {
    return writer(rows(from, to), mode)
        .partitionBy("part")
        .option("reportPath", directory.resolve("reports").toString());
  }

  private List<JsonNode> reports() throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).sorted().toList()) {
        reports.add(JSON.readTree(file.toFile()));
      }
    }
    return reports;
  }

  @Test
  void itNamesTheVersionAndItsFiles() throws IOException {
    reporting(0, 10, SaveMode.Append).save(table);
    reporting(10, 30, SaveMode.Overwrite).save(table);

    assertThat(reports()).hasSize(2);
    assertThat(reports().get(0).get("tableVersion").longValue()).isZero();
    assertThat(reports().get(0).get("mode").textValue()).isEqualTo("append");
    JsonNode report = reports().get(1);
    assertThat(report.get("tableVersion").longValue()).isEqualTo(version()).isOne();
    assertThat(report.get("mode").textValue()).isEqualTo("overwrite");
    assertThat(report.get("totals").get("rows").longValue()).isEqualTo(20);
    TreeSet<String> reported = new TreeSet<>();
    for (JsonNode file : report.get("files")) {
      reported.add(facts(file.get("path"), file.get("bytes"), part(file)));
      JsonNode id = file.get("columns").get(0);
      reported.add(id.get("min").textValue() + " to " + id.get("max").textValue());
    }
    TreeSet<String> logged = new TreeSet<>();
    for (var file : files()) {
      JsonNode action = JSON.readTree(file.json()).get("add");
      String part = action.get("partitionValues").get("part").textValue();
      logged.add(facts(action.get("path"), action.get("size"), part));
      JsonNode statistics = JSON.readTree(action.get("stats").textValue());
      logged.add(
          statistics.get("minValues").get("id") + " to " + statistics.get("maxValues").get("id"));
    }
    assertThat(reported).isEqualTo(logged);
  }

  private static String facts(JsonNode path, JsonNode bytes, String part) {
    return "%s %s %s".formatted(path.textValue(), bytes, part);
  }

  private static String part(JsonNode file) {
    JsonNode value = file.get("partitionValues").get(0);
    assertThat(value.get("column").textValue()).isEqualTo("part");
    return value.get("value").textValue();
  }

  @Test
  void filesWithoutRowsAreNoneOfIt() throws IOException {
    writer(rows(0, 0), SaveMode.Append)
        .option("reportPath", directory.resolve("reports").toString())
        .save(table);
    assertThat(reports()).hasSize(1);
    assertThat(reports().get(0).get("files")).isEmpty();
    assertThat(reports().get(0).get("totals").get("files").longValue()).isZero();
  }

  @Test
  void anAppendThatMakesNoVersionHasNone() throws IOException {
    reporting(0, 10, SaveMode.Append).save(table);
    reporting(0, 0, SaveMode.Append).save(table);

    assertThat(version()).isZero();
    assertThat(reports()).hasSize(1);
  }

  @Test
  void aWriteThatTheTableHasAlreadyIsNotReportedAgain() throws IOException {
    for (int i = 0; i < 2; i++) {
      reporting(0, 10, SaveMode.Append)
          .option("txnAppId", "load")
          .option("txnVersion", 1)
          .save(table);
    }
    assertThat(reports()).hasSize(1);
  }

  @Test
  void reportsDoNotGoIntoTheTable() {
    assertThatThrownBy(
            () ->
                reporting(0, 10, SaveMode.Append)
                    .option("reportPath", table + "/_reports")
                    .save(table))
        .hasMessageContaining("Cannot write with `reportPath`")
        .hasMessageContaining("within the table");
    assertThat(dataFiles()).isEmpty();
  }
}
