package org.parquetext.integration.report;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.ListedKeys;
import org.parquetext.integration.fixture.TableDirectory;

/** What a report says of files, against the files. */
class ReportedFilesTest extends ReportTest {
  private static final long ROWS = 2_000;
  private static final String[] COLUMNS = {
    "id",
    "IF(id % 7 = 0, NULL, concat('name ', id % 50)) AS name",
    "date_add(DATE'1969-12-01', CAST(id % 60 AS INT)) AS day",
    "timestamp_micros(id * 1000001 - 5000001) AS at",
    "CAST(id - 1000 AS DECIMAL(12,3)) / 8 AS amount",
    "CAST(id AS DOUBLE) AS number",
    "CAST(NULL AS INT) AS nothing",
    "array(id, -id) AS list",
    "repeat('x', 65) AS long",
    "IF(id % 7 = 0, DOUBLE('NaN'), 1D) AS broken",
    "CAST(CASE WHEN id % 3 = 0 THEN NULL ELSE concat('p/', id % 3) END AS STRING) AS p"
  };

  /** Several files of several row groups in each of three directories. */
  private JsonNode write() {
    spark().conf().set("spark.sql.session.timeZone", "UTC");
    reporting(table(ROWS, COLUMNS))
        .partitionBy("p")
        .option("maxRecordsPerFile", 300)
        .option("rowGroupMaxRows", 200)
        .option("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .option("compression", "zstd")
        .option("compression#id", "uncompressed")
        .save(table().toString());
    return reports().one();
  }

  private Map<Path, JsonNode> files(JsonNode report) {
    return Reports.list(report.get("files")).stream()
        .collect(toMap(file -> table().resolve(file.get("path").textValue()), file -> file));
  }

  @Test
  void theyAreTheFilesOfTheTable() throws IOException {
    JsonNode report = write();
    Map<Path, JsonNode> files = files(report);
    assertThat(files.keySet())
        .hasSize(9)
        .containsExactlyInAnyOrderElementsOf(new TableDirectory(table()).parquetFiles());
    for (Map.Entry<Path, JsonNode> file : files.entrySet()) {
      JsonNode said = file.getValue();
      List<BlockMetaData> rowGroups = Footer.read(file.getKey()).interpreted().getBlocks();
      assertThat(said.get("bytes").longValue()).isEqualTo(Files.size(file.getKey()));
      assertThat(said.get("closedBy").textValue())
          .isEqualTo(said.get("rows").longValue() == 300 ? "rows" : "end");
      assertThat(Reports.numbers(said.get("splitOffsets")))
          .isEqualTo(rowGroups.stream().map(BlockMetaData::getStartingPos).toList())
          .isSorted();
      assertThat(Reports.list(said.get("rowGroups")).stream().map(JsonNode::toString))
          .isEqualTo(rowGroups.stream().map(ReportedFilesTest::text).toList());
      assertThat(said.get("rows").longValue())
          .isEqualTo(rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum());
    }
  }

  private static String text(BlockMetaData rowGroup) {
    return "{\"rows\":%d,\"bytes\":%d,\"uncompressedBytes\":%d}"
        .formatted(
            rowGroup.getRowCount(), rowGroup.getCompressedSize(), rowGroup.getTotalByteSize());
  }

  @Test
  void theirPartitionValuesAreThoseOfTheirDirectories() {
    assertThat(files(write()).values())
        .allSatisfy(
            file ->
                assertThat(file.get("path").textValue())
                    .startsWith(
                        switch (file.get("partitionValues").toString()) {
                          case "[{\"column\":\"p\",\"value\":null}]" ->
                              "p=__HIVE_DEFAULT_PARTITION__/part-";
                          case "[{\"column\":\"p\",\"value\":\"p/1\"}]" -> "p=p%2F1/part-";
                          case "[{\"column\":\"p\",\"value\":\"p/2\"}]" -> "p=p%2F2/part-";
                          default -> "no such partition";
                        }));
  }

  @Test
  void theirColumnsAreThoseOfTheirFooters() {
    for (Map.Entry<Path, JsonNode> file : files(write()).entrySet()) {
      List<JsonNode> columns = Reports.list(file.getValue().get("columns"));
      List<BlockMetaData> rowGroups = Footer.read(file.getKey()).interpreted().getBlocks();
      assertThat(columns.stream().map(column -> column.get("path").textValue()))
          .containsExactly(
              "id",
              "name",
              "day",
              "at",
              "amount",
              "number",
              "nothing",
              "list.list.element",
              "long",
              "broken");
      for (int i = 0; i < columns.size(); i++) {
        int leaf = i;
        requireColumn(
            columns.get(i),
            rowGroups.stream().map(rowGroup -> rowGroup.getColumns().get(leaf)).toList());
      }
    }
  }

  private static void requireColumn(JsonNode column, List<ColumnChunkMetaData> chunks) {
    ColumnChunkMetaData first = chunks.get(0);
    long bytes = sum(chunks, ColumnChunkMetaData::getTotalSize);
    long uncompressed = sum(chunks, ColumnChunkMetaData::getTotalUncompressedSize);
    assertThat(column.get("type").textValue())
        .isEqualTo(first.getPrimitiveType().getPrimitiveTypeName().name());
    assertThat(column.path("logicalType").asText("null"))
        .isEqualTo(String.valueOf(first.getPrimitiveType().getLogicalTypeAnnotation()));
    assertThat(column.get("codec").textValue()).isEqualTo(first.getCodec().name());
    assertThat(column.get("encrypted").booleanValue()).isFalse();
    assertThat(column.get("bytes").longValue()).isEqualTo(bytes);
    assertThat(column.get("uncompressedBytes").longValue()).isEqualTo(uncompressed);
    assertThat(column.get("ratio").doubleValue())
        .isCloseTo((double) uncompressed / bytes, offset(0.0006));
    assertThat(column.get("values").longValue())
        .isEqualTo(sum(chunks, ColumnChunkMetaData::getValueCount));
    assertThat(column.get("nulls").longValue())
        .isEqualTo(sum(chunks, chunk -> chunk.getStatistics().getNumNulls()));
    requireEncodings(column, chunks);
  }

  private static void requireEncodings(JsonNode column, List<ColumnChunkMetaData> chunks) {
    TreeSet<Encoding> encodings =
        chunks.stream()
            .flatMap(chunk -> chunk.getEncodingStats().getDataEncodings().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Reports.texts(column.get("encodings")))
        .containsExactlyInAnyOrderElementsOf(encodings.stream().map(Encoding::name).toList());
    long encoded = encodings.stream().filter(Encoding::usesDictionary).count();
    assertThat(column.get("dictionary").textValue())
        .isEqualTo(encoded == 0 ? "none" : encoded == encodings.size() ? "all" : "some");
    assertThat(column.get("dictionaryBytes").longValue())
        .isEqualTo(
            sum(
                chunks,
                chunk ->
                    chunk.hasDictionaryPage()
                        ? chunk.getFirstDataPageOffset() - chunk.getDictionaryPageOffset()
                        : 0));
  }

  private static long sum(
      List<ColumnChunkMetaData> chunks, ToLongFunction<ColumnChunkMetaData> of) {
    return chunks.stream().mapToLong(of).sum();
  }

  @Test
  void theirBoundsAreThoseThatSparkReads() {
    Map<Path, JsonNode> files = files(write());
    String[] columns = {"id", "name", "day", "amount", "number", "item", "at"};
    Dataset<Row> rows =
        spark()
            .read()
            .parquet(table().toString())
            .withColumn("file", expr("_metadata.file_name"))
            .withColumn("item", expr("explode(list)"))
            .withColumn("at", expr("date_format(at, \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'\")"));
    Column[] bounds =
        Stream.of(columns)
            .flatMap(column -> Stream.of("min(%s)".formatted(column), "max(%s)".formatted(column)))
            .map(bound -> expr("CAST(%s AS STRING)".formatted(bound)))
            .toArray(Column[]::new);
    List<Row> read = rows.groupBy("file", "p").agg(expr("count(*)"), bounds).collectAsList();
    assertThat(read).hasSameSizeAs(files.entrySet());
    for (Row of : read) {
      JsonNode file = file(files, of.getString(0), of.getString(1));
      for (int i = 0; i < columns.length; i++) {
        requireBounds(
            column(file, columns[i].equals("item") ? "list.list.element" : columns[i]),
            of.getString(2 * i + 3),
            of.getString(2 * i + 4));
      }
    }
  }

  private static void requireBounds(JsonNode column, String min, String max) {
    assertThat(List.of(column.get("min").textValue(), column.get("max").textValue()))
        .as(column.get("path").textValue())
        .containsExactly(min, max);
  }

  private static JsonNode file(Map<Path, JsonNode> files, String name, String p) {
    return files.values().stream()
        .filter(file -> file.get("path").textValue().endsWith("/" + name))
        .filter(file -> Objects.equals(partitionValue(file), p))
        .findFirst()
        .orElseThrow();
  }

  private static String partitionValue(JsonNode file) {
    return file.get("partitionValues").get(0).get("value").textValue();
  }

  private static JsonNode column(JsonNode file, String path) {
    return Reports.list(file.get("columns")).stream()
        .filter(column -> column.get("path").textValue().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void boundsThatAreNotKnownOrLongAreMissing() {
    assertThat(files(write()).values())
        .allSatisfy(
            file ->
                assertThat(Stream.of("nothing", "long", "broken"))
                    .map(name -> column(file, name))
                    .noneMatch(column -> column.has("min") || column.has("max")));
  }

  @Test
  void aTypeWithoutAnOrderHasNoBounds() {
    reporting(table(10, "CAST(id AS TIMESTAMP) AS at"))
        .option("spark.sql.parquet.outputTimestampType", "INT96")
        .save(table().toString());
    JsonNode column = reports().one().get("files").get(0).get("columns").get(0);
    assertThat(column.get("type").textValue()).isEqualTo("INT96");
    assertThat(column.has("min") || column.has("max")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void boundsThatReadersChangeAreMissing(String timestampType) {
    reporting(
            table(
                10,
                "date_add(DATE'1500-01-01', CAST(id AS INT)) AS oldDay",
                "date_add(DATE'1582-10-15', CAST(id AS INT)) AS day",
                "TIMESTAMP'1850-01-01 00:00:00' AS oldTime",
                "TIMESTAMP'1901-01-01 00:00:00' AS time",
                "TIMESTAMP_NTZ'1500-01-01 00:00:00' AS local"))
        .option("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY")
        .option("spark.sql.parquet.outputTimestampType", timestampType)
        .save(table().toString());
    JsonNode file = reports().one().get("files").get(0);
    assertThat(Stream.of("oldDay", "oldTime"))
        .map(name -> column(file, name))
        .noneMatch(column -> column.has("min") || column.has("max"));
    assertThat(Stream.of("day", "time", "local"))
        .map(name -> column(file, name))
        .allMatch(column -> column.has("min") && column.has("max"));
    assertThat(column(file, "day").get("min").textValue()).isEqualTo("1582-10-15");
  }

  @Test
  void aFileWithoutRowsHasNoColumns() {
    reporting(table(0, "id")).save(table().toString());
    JsonNode file = reports().one().get("files").get(0);
    assertThat(file.get("rows").longValue()).isZero();
    assertThat(file.get("rowGroups")).isEmpty();
    assertThat(file.get("columns")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsSaidOfTheValuesOfAnEncryptedColumn(boolean uniform) {
    reporting(table(100, "id", "concat('secret ', id) AS name"))
        .options(ListedKeys.CONFIGURATION)
        .options(
            uniform
                ? Map.of("parquet.encryption.uniform.key", "footer")
                : Map.of(
                    "parquet.encryption.footer.key", "footer",
                    "parquet.encryption.column.keys", "secret:name"))
        .save(table().toString());
    JsonNode columns = reports().one().get("files").get(0).get("columns");
    JsonNode name = columns.get(1);
    assertThat(name.get("encrypted").booleanValue()).isTrue();
    assertThat(
            Stream.of("min", "max", "nulls", "encodings", "dictionary", "dictionaryBytes")
                .filter(name::has))
        .isEmpty();
    assertThat(name.get("values").longValue()).isEqualTo(100);
    assertThat(columns.get(0).has("min")).isEqualTo(!uniform);
    assertThat(reports().text(reports().names().get(0))).doesNotContain("secret ");
  }
}
