package org.parquetext.integration.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.spark.metric.WriteMetric;

class RestApiTest extends ObservedTest {
  private static final int CORES_OF_SPARK = 2;

  private static final List<WriteMetric> OF_ENCODERS =
      List.of(WriteMetric.CONVERT_TIME, WriteMetric.ENCODE_TIME, WriteMetric.COMPRESS_TIME);

  /** Of the thread that Spark runs a task on, and of no other. */
  private static final List<WriteMetric> OF_TASKS =
      List.of(
          WriteMetric.ENCODER_WAIT_TIME,
          WriteMetric.MEMORY_WAIT_TIME,
          WriteMetric.UPLOAD_WAIT_TIME);

  /** Of tasks too, and of the one thread that closes files beside them. */
  private static final List<WriteMetric> OF_FILES =
      List.of(WriteMetric.WRITE_TIME, WriteMetric.UPLOAD_TIME, WriteMetric.VERIFY_TIME);

  private static final Pattern TIME = Pattern.compile("([0-9.]+) (ms|s)");

  private Map<WriteMetric, String> lastWrite() throws Exception {
    awaitEvents();
    Map<String, String> shown = SparkInterface.metrics(ui().lastWrite());
    Map<WriteMetric, String> values = new LinkedHashMap<>();
    for (WriteMetric metric : WriteMetric.values()) {
      assertThat(shown).containsKey(metric.definition().description());
      values.put(metric, shown.get(metric.definition().description()));
    }
    return values;
  }

  @Test
  void countsAreThoseOfTheFiles() throws Exception {
    write();
    Map<WriteMetric, String> metrics = lastWrite();
    List<Footer> files = table().parquetFiles().stream().map(Footer::read).toList();
    long rows =
        files.stream().flatMap(file -> file.rowGroupRows().stream()).mapToLong(n -> n).sum();
    int rowGroups = files.stream().mapToInt(file -> file.rowGroups().size()).sum();

    assertThat(files).hasSize(3 * TASKS);
    assertThat(rowGroups).isEqualTo(5 * TASKS);
    assertThat(metrics)
        .containsEntry(WriteMetric.ROWS, number(rows))
        .containsEntry(WriteMetric.SINGLE_ROWS, number(ROWS))
        .containsEntry(WriteMetric.ROWS_IN_BATCHES, "0")
        .containsEntry(WriteMetric.FILES, Integer.toString(files.size()))
        .containsEntry(WriteMetric.FILES_CLOSED_BY_ROWS, Integer.toString(2 * TASKS))
        .containsEntry(WriteMetric.FILES_CLOSED_BY_SIZE, "0")
        .containsEntry(WriteMetric.FILES_CLOSED_BY_TIME, "0")
        .containsEntry(WriteMetric.BYTES, Utils.bytesToString(bytesOfFiles()))
        .containsEntry(WriteMetric.ROW_GROUPS, Integer.toString(rowGroups))
        .containsEntry(WriteMetric.ROW_GROUPS_CLOSED_BY_ROWS, Integer.toString(4 * TASKS))
        .containsEntry(WriteMetric.ROW_GROUPS_CLOSED_BY_SIZE, "0")
        .containsEntry(WriteMetric.ROW_GROUPS_CLOSED_BY_MEMORY, "0")
        .containsEntry(WriteMetric.DICTIONARIES_OUTGROWN, "0")
        .containsEntry(WriteMetric.DICTIONARIES_REFUSED, Long.toString(refused(files)));
  }

  private static String number(long number) {
    return String.format(Locale.US, "%,d", number);
  }

  /** Chunks without a dictionary: each has tried one, and given it up with its first page. */
  private static long refused(List<Footer> files) {
    return files.stream()
        .flatMap(file -> file.rowGroups().stream())
        .flatMap(rowGroup -> rowGroup.getColumns().stream())
        .filter(chunk -> !chunk.getMeta_data().isSetDictionary_page_offset())
        .count();
  }

  @Test
  void tasksReportTheBytesAndRowsToSpark() throws Exception {
    write();
    awaitEvents();
    long bytes = 0;
    long rows = 0;
    for (JsonNode stage : stagesOfLastWrite()) {
      bytes += stage.get("outputBytes").asLong();
      rows += stage.get("outputRecords").asLong();
    }
    assertThat(bytes).isEqualTo(bytesOfFiles());
    assertThat(rows).isEqualTo(ROWS);
  }

  private List<JsonNode> stagesOfLastWrite() throws Exception {
    List<JsonNode> stages = new ArrayList<>();
    for (JsonNode job : ui().lastWrite().get("successJobIds")) {
      for (JsonNode stage : ui().rest("jobs/" + job.asInt()).get("stageIds")) {
        stages.add(ui().rest("stages/" + stage.asInt()).get(0));
      }
    }
    return stages;
  }

  /** In milliseconds, to which Spark rounds down what it shows, or to tenths of a second. */
  private static double total(Map<WriteMetric, String> metrics, List<WriteMetric> of) {
    return of.stream()
        .mapToDouble(
            metric -> {
              Matcher time = TIME.matcher(metrics.get(metric));
              assertThat(time.lookingAt()).as("%s: %s", metric, metrics.get(metric)).isTrue();
              double number = Double.parseDouble(time.group(1));
              return time.group(2).equals("s") ? number * 1_000 : number;
            })
        .sum();
  }

  @Test
  void timesAreNoMoreThanThreadsHad() throws Exception {
    long started = System.nanoTime();
    write();
    double wall = (System.nanoTime() - started) / 1e6;
    Map<WriteMetric, String> metrics = lastWrite();
    double ofTasks = 0;
    for (JsonNode stage : stagesOfLastWrite()) {
      ofTasks += stage.get("executorRunTime").asDouble();
    }
    double rounding = 100 * WriteMetric.values().length;

    int encoders = Math.max(CORES_OF_SPARK, EncoderRuntime.shared().threads());
    assertThat(total(metrics, OF_ENCODERS)).isPositive().isLessThan(wall * encoders + rounding);
    assertThat(total(metrics, OF_TASKS)).isLessThan(ofTasks + rounding);
    assertThat(total(metrics, OF_FILES)).isPositive().isLessThan(ofTasks + wall + rounding);
    assertThat(total(metrics, OF_ENCODERS) + total(metrics, OF_TASKS) + total(metrics, OF_FILES))
        .as("%s in %.0f ms", metrics, wall)
        .isLessThan(wall * (encoders + 1) + rounding);
    assertThat(total(metrics, List.of(WriteMetric.JOB_COMMIT_TIME))).isLessThan(wall);
  }

  @Test
  void timesOfTasksShowHowTheyAreSpread() throws Exception {
    write();
    Map<WriteMetric, String> metrics = lastWrite();
    String time = "[0-9.]+ (ms|s)";
    assertThat(
            Arrays.stream(WriteMetric.values())
                .filter(metric -> metric.name().endsWith("_TIME") && !metric.isOfDriver())
                .filter(metric -> !metric.name().equals("FILES_CLOSED_BY_TIME")))
        .hasSize(9)
        .allMatch(
            metric ->
                metrics
                    .get(metric)
                    .matches("%1$s \\(min %1$s, med %1$s, max %1$s\\)".formatted(time)));
    assertThat(metrics.get(WriteMetric.JOB_COMMIT_TIME)).matches(time);
    assertThat(metrics.get(WriteMetric.TASK_COMMIT_TIME)).matches(time);
    assertThat(metrics.get(WriteMetric.PEAK_BUFFERED_BYTES)).matches("[0-9.]+ [KM]iB");
  }
}
