package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/report.md} says of reports is what they have. */
class ReportDocumentTest {
  private static final Document DOCUMENT = new Document(Project.file("docs/report.md"));
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields whose own fields are named by others. */
  private static final Set<String> NAMED_ELSEWHERE = Set.of("metrics");

  @TempDir private static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>();
    new Document(Project.file("docs/delta.md"))
        .snippets().stream()
            .filter(snippet -> snippet.language().equals("sh"))
            .flatMap(snippet -> ShellCommand.of(snippet.text()).stream())
            .forEach(command -> settings.putAll(command.settings()));
    spark = LocalSpark.start(directory, settings);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static JsonNode onlyReport(String folder) throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      Path file = files.filter(name -> name.toString().endsWith(".json")).findFirst().orElseThrow();
      return JSON.readTree(file.toFile());
    }
  }

  private static JsonNode example() throws Exception {
    return JSON.readTree(
        DOCUMENT.snippets().stream()
            .filter(snippet -> snippet.language().equals("json"))
            .findFirst()
            .orElseThrow()
            .text());
  }

  /** The write that the example is of. */
  private static JsonNode write() throws Exception {
    Path folder = Files.createTempDirectory(directory, "reports");
    spark
        .range(0, 10, 1, 1)
        .selectExpr(
            "CASE WHEN id < 2 THEN NULL WHEN id < 6 THEN 'Ada' ELSE 'Grace' END AS name",
            "DATE'2026-01-01' AS day")
        .write()
        .format("parquet-ext")
        .option("compression", "zstd")
        .option("reportPath", folder.toString())
        .partitionBy("day")
        .save(folder + "-table");
    return onlyReport(folder.toString());
  }

  /** A batch of a stream into a Delta table, which has fields that others have not. */
  private static JsonNode writeBatch() throws Exception {
    String source = directory.resolve("source").toString();
    spark.range(10).selectExpr("id").write().parquet(source);
    spark
        .readStream()
        .schema("id BIGINT")
        .parquet(source)
        .writeStream()
        .format("parquet-ext")
        .option("commitProtocol", "delta")
        .option("reportPath", directory.resolve("batches").toString())
        .option("checkpointLocation", directory.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .start(directory.resolve("delta").toString())
        .awaitTermination();
    return onlyReport("batches");
  }

  @Test
  void theExampleIsAReport() throws Exception {
    JsonNode example = example();
    JsonNode report = write();
    assertThat(fields(example)).isEqualTo(fields(report));
    assertThat(report.get("metrics").fieldNames())
        .toIterable()
        .containsAll(() -> example.get("metrics").fieldNames());
    assertThat(report.get("options")).contains(example.get("options").get(0));
    for (String field : new String[] {"schema", "mode", "partitionColumns"}) {
      assertThat(example.get(field)).as(field).isEqualTo(report.get(field));
    }
    JsonNode column = example.get("files").get(0).get("columns").get(0);
    JsonNode real = report.get("files").get(0).get("columns").get(0);
    for (String field : (Iterable<String>) column::fieldNames) {
      if (!field.toLowerCase().contains("bytes") && !field.equals("ratio")) {
        assertThat(column.get(field)).as(field).isEqualTo(real.get(field));
      }
    }
  }

  @Test
  void everyFieldIsInTheTable() throws Exception {
    Set<String> fields = new TreeSet<>(fields(write()));
    fields.addAll(fields(writeBatch()));
    assertThat(documented()).containsAll(fields);
    assertThat(documented())
        .allSatisfy(
            name ->
                assertThat(fields)
                    .anyMatch(field -> field.equals(name) || field.startsWith(name + ".")));
  }

  /** The names in the first column of the table. */
  private static Set<String> documented() {
    return DOCUMENT.prose().stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf(" | ")))
        .flatMap(cell -> CODE.matcher(cell).results())
        .map(code -> code.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields that hold values, each by the names that lead to it. */
  private static Set<String> fields(JsonNode report) {
    Set<String> fields = new TreeSet<>();
    addFields("", report, fields);
    return fields;
  }

  private static void addFields(String path, JsonNode node, Set<String> fields) {
    if (node.isObject() && !NAMED_ELSEWHERE.contains(path)) {
      for (String name : (Iterable<String>) node::fieldNames) {
        addFields(path.isEmpty() ? name : path + "." + name, node.get(name), fields);
      }
    } else if (node.isArray() && node.size() > 0 && node.get(0).isObject()) {
      node.forEach(item -> addFields(path, item, fields));
    } else {
      fields.add(path);
    }
  }
}
