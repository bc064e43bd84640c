package org.parquetext.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.spark.commit.CommittedTasks;
import org.parquetext.spark.metric.WriteMetric;

class TaskReportTest {

  private static final int ENOUGH = 1 << 20;

  private static final int COLUMNS = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final EncodingStats PAGES =
      new EncodingStats.Builder().addDataEncoding(Encoding.PLAIN).build();

  private final List<String> paths = new ArrayList<>();

  private void add(TaskReport report, EncodingStats pages) {
    String path = "P=1/p=2/part-" + paths.size();
    paths.add(path);
    report.add(CommittedTasks.of(path).files().get(0), footer(pages), Set.of());
  }

  private static ParquetMetadata footer(EncodingStats pages) {
    BlockMetaData rowGroup = new BlockMetaData();
    for (int i = 0; i < COLUMNS; i++) {
      PrimitiveType type = Types.required(PrimitiveTypeName.INT64).named("column" + i);
      rowGroup.addColumn(
          ColumnChunkMetaData.get(
              ColumnPath.get(type.getName()),
              type,
              CompressionCodecName.ZSTD,
              pages,
              Set.of(Encoding.PLAIN),
              Statistics.createStats(type),
              4,
              0,
              1,
              8,
              8));
    }
    MessageType schema = new MessageType("spark_schema");
    return new ParquetMetadata(new FileMetaData(schema, Map.of(), "test"), List.of(rowGroup));
  }

  private List<JsonNode> told(byte[] said) throws IOException {
    List<JsonNode> told = new ArrayList<>();
    task(said).describeFiles((file, json) -> told.add(JSON.readTree(json)));
    return told;
  }

  private ReportedTask task(byte[] said) {
    return new ReportedTask(CommittedTasks.of(paths.toArray(String[]::new)).reporting(said));
  }

  private static byte[] end(TaskReport report) {
    return report.end(new CustomTaskMetric[0]);
  }

  @Test
  void filesAreToldOfInTheirOrderWithTheirColumns() throws IOException {
    TaskReport report = new TaskReport(ENOUGH);
    for (int i = 0; i < 3; i++) {
      add(report, PAGES);
    }
    assertThat(told(end(report)).stream().map(file -> file.get("path").textValue()))
        .containsExactly("P=1/p=2/part-0", "P=1/p=2/part-1", "P=1/p=2/part-2");
    assertThat(told(end(report)))
        .allSatisfy(
            file -> {
              assertThat(file.get("columnsOmitted").booleanValue()).isFalse();
              assertThat(file.get("columns")).hasSize(COLUMNS);
            });
  }

  @Test
  void partitionValuesAreAListSinceColumnsMayDifferByCase() throws IOException {
    TaskReport report = new TaskReport(ENOUGH);
    add(report, PAGES);
    assertThat(told(end(report)).get(0).get("partitionValues").toString())
        .isEqualTo("[{\"column\":\"P\",\"value\":\"1\"},{\"column\":\"p\",\"value\":\"2\"}]");
  }

  @Test
  void metricsTravelToo() throws IOException {
    TaskReport report = new TaskReport(0);
    CustomTaskMetric metric = WriteMetric.JOB_COMMIT_TIME.value(7);
    byte[] said = report.end(new CustomTaskMetric[] {metric});
    assertThat(task(said).metrics()).isEqualTo(Map.of(metric.name(), 7L));
  }

  @Test
  void filesAreToldOfWithoutColumnsWhenThereIsNoRoomForThese() throws IOException {
    TaskReport all = new TaskReport(ENOUGH);
    for (int i = 0; i < 10; i++) {
      add(all, PAGES);
    }
    int mostBytes = end(all).length / 2;
    paths.clear();

    TaskReport report = new TaskReport(mostBytes);
    for (int i = 0; i < 10; i++) {
      add(report, PAGES);
    }
    List<JsonNode> told = told(end(report));
    assertThat(told.get(0).get("columns")).hasSize(COLUMNS);
    assertThat(told.stream().map(file -> file.get("columnsOmitted").booleanValue()))
        .contains(false, true)
        .isSorted();
    assertThat(told)
        .filteredOn(file -> file.get("columnsOmitted").booleanValue())
        .allSatisfy(file -> assertThat(file.has("columns")).isFalse())
        .allSatisfy(file -> assertThat(file.get("rowGroups")).hasSize(1));
    long withoutColumns = told.stream().filter(file -> !file.has("columns")).count();
    assertThat(end(report).length).isLessThan(mostBytes + 300 * (int) withoutColumns + 100);
  }

  @Test
  void aFileWhoseColumnsCannotBeDescribedFailsNothing() throws IOException {
    TaskReport report = new TaskReport(ENOUGH);
    add(report, PAGES);
    add(report, null);
    add(report, PAGES);
    assertThat(told(end(report)).stream().map(file -> file.get("columnsOmitted").booleanValue()))
        .containsExactly(false, true, false);
    assertThat(told(end(report)).get(1).get("path").textValue()).isEqualTo("P=1/p=2/part-1");
  }

  @ParameterizedTest
  @CsvSource({
    "1073741824, 1, 16777216",
    "1073741824, 16, 4194304",
    "1073741824, 10000, 6710",
    "0, 16, 4194304",
    "1099511627776, 2, 16777216",
    "1024, 1000, 0",
    "1048576, 0, 65536"
  })
  void tasksShareASmallPartOfWhatTheDriverTakes(long mostResultBytes, int tasks, int bytes) {
    assertThat(WriteReport.taskBytes(mostResultBytes, tasks)).isEqualTo(bytes);
  }
}
