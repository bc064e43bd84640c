package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log says of our files is what it says of Delta's own files of the same rows. */
@ExtendWith(DeltaSpark.class)
class StatisticsParityTest {

  private static final int RANDOM_FILES = TestEffort.of(6, 200);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "INT96, UTC, page, true",
    "TIMESTAMP_MICROS, +05:30, none, false",
    "TIMESTAMP_MILLIS, -11:00, chunk, true"
  })
  void eachFileHasTheStatisticsOfDelta(
      String timestampType, String zone, String statistics, String dictionary, SparkSession spark) {
    spark.conf().set("spark.sql.parquet.outputTimestampType", timestampType);
    spark.conf().set("spark.sql.session.timeZone", zone);
    long seed = new Random().nextInt(TestEffort.of(1, 1_000_000));
    List<List<Row>> all = HardRows.files(new Random(seed), RANDOM_FILES);
    int every = timestampType.equals("INT96") ? 1 : TestEffort.of(5, 1);
    Dataset<Row> rows =
        onePartitionEach(
            spark,
            IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList());

    theirs(rows.write()).save(path("theirs"));
    ours(rows.write())
        .option("statistics", statistics)
        .option("dictionaryEnabled", dictionary)
        .option("pageRowLimit", "37")
        .option("rowGroupMaxRows", "111")
        .save(path("ours"));

    assertSame(
        AddedFiles.byTask(directory.resolve("ours")),
        AddedFiles.byTask(directory.resolve("theirs")),
        "seed " + seed);
  }

  /** A partition of the rows, and so a file, for each list. */
  private static Dataset<Row> onePartitionEach(SparkSession spark, List<List<Row>> files) {
    return TestRows.onePartitionEach(spark, HardRows.SCHEMA, files);
  }

  private static void assertSame(Map<?, JsonNode> ours, Map<?, JsonNode> theirs, String what) {
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    ours.forEach(
        (key, add) ->
            SameStatistics.assertSame(
                AddedFiles.statistics(add),
                AddedFiles.statistics(theirs.get(key)),
                "file " + key + ", " + what));
  }

  /** All with {@code -Pfull}, else one of each kind. */
  static Stream<Arguments> properties() {
    return Stream.of(
            Arguments.of("dataSkippingNumIndexedCols", "18"),
            Arguments.of("dataSkippingStatsColumns", "INTS,inner.`text`,`with.dot`"),
            Arguments.of("dataSkippingStringPrefixLength", "3"),
            Arguments.of("enableDeletionVectors", "true"),
            Arguments.of("columnMapping.mode", "name"),
            Arguments.of("dataSkippingNumIndexedCols", "0"),
            Arguments.of("dataSkippingNumIndexedCols", "1"),
            Arguments.of("dataSkippingNumIndexedCols", "20"),
            Arguments.of("dataSkippingNumIndexedCols", "-1"),
            Arguments.of("dataSkippingStatsColumns", "inner"),
            Arguments.of("columnMapping.mode", "id"))
        .limit(TestEffort.of(5, 11));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void theTableSaysWhichColumnsAndHow(String property, String value, SparkSession spark) {
    List<List<Row>> files = HardRows.files(new Random(1), 2);
    Dataset<Row> rows =
        onePartitionEach(spark, List.of(files.get(0), files.get(30), files.get(files.size() - 1)));
    String key = "spark.databricks.delta.properties.defaults." + property;
    spark.conf().set(key, value);
    theirs(rows.write()).save(path("theirs"));
    ours(rows.write()).save(path("ours"));

    assertSame(
        logicallyNamed(spark, "ours"), logicallyNamed(spark, "theirs"), property + " = " + value);
  }

  /** Physical names are random, and different ones in the two tables. */
  private Map<Integer, JsonNode> logicallyNamed(SparkSession spark, String table) {
    Map<Integer, JsonNode> byTask = AddedFiles.byTask(directory.resolve(table));
    byTask.values().forEach(add -> LogicalNames.of(spark, path(table)).restoreIn(add));
    return byTask;
  }

  @Test
  void columnsThatTheRowsDoNotHaveAreAllNull(SparkSession spark) {
    List<List<Row>> files = HardRows.files(new Random(1), 1);
    Dataset<Row> all = onePartitionEach(spark, files.subList(files.size() - 3, files.size()));
    Dataset<Row> few = all.select("text", "longs");
    for (String table : List.of("ours", "theirs")) {
      theirs(all.limit(0).write()).save(path(table));
    }
    theirs(few.write()).mode(SaveMode.Append).save(path("theirs"));
    ours(few.write()).mode(SaveMode.Append).save(path("ours"));

    assertSame(
        AddedFiles.byTask(directory.resolve("ours")),
        AddedFiles.byTask(directory.resolve("theirs")),
        "few columns");
  }

  @Test
  void withoutCollectionThereAreOnlyRows(SparkSession spark) {
    spark.conf().set("spark.databricks.delta.stats.collect", "false");
    ours(spark.range(5).coalesce(1).write()).save(path("ours"));

    assertThat(AddedFiles.of(directory.resolve("ours")))
        .singleElement()
        .extracting(AddedFiles::statistics)
        .hasToString("{\"numRecords\":5}");
  }

  @Test
  void partitionValuesAreNoStatisticsAndWrittenAsDeltaWritesThem(SparkSession spark) {
    StructType schema =
        new StructType()
            .add("p", DataTypes.StringType)
            .add("v", DataTypes.LongType)
            .add("d", DataTypes.DateType)
            .add("t", DataTypes.TimestampType);
    List<Row> rows = new ArrayList<>();
    String[] texts = {"a:b", "%", " ", "", null, "a=b/c", "\u00e4 \ud83d\ude00", "x"};
    for (int i = 0; i < 100; i++) {
      rows.add(
          RowFactory.create(
              texts[i % texts.length],
              i % 7 == 0 ? null : (long) i,
              i % 3 == 0 ? null : java.time.LocalDate.of(1969, 12, 31),
              java.time.Instant.ofEpochMilli(i % 2 * -1_500)));
    }
    Dataset<Row> data = spark.createDataFrame(rows, schema).coalesce(1);
    theirs(data.write()).partitionBy("p", "d", "t").save(path("theirs"));
    ours(data.write()).partitionBy("p", "d", "t").save(path("ours"));

    Map<String, JsonNode> ours = byPartition("ours");
    Map<String, JsonNode> theirs = byPartition("theirs");
    assertSame(ours, theirs, "by partition values");
    ours.forEach(
        (values, add) -> assertThat(directories(add)).isEqualTo(directories(theirs.get(values))));
  }

  private Map<String, JsonNode> byPartition(String table) {
    Map<String, JsonNode> byPartition = new TreeMap<>();
    for (JsonNode add : AddedFiles.of(directory.resolve(table))) {
      Map<String, String> values = new TreeMap<>();
      add.get("partitionValues")
          .fields()
          .forEachRemaining(value -> values.put(value.getKey(), value.getValue().toString()));
      assertThat(byPartition.put(values.toString(), add)).isNull();
    }
    return byPartition;
  }

  /** Without the directory of the timestamp, whose name need not be its value in the log. */
  private static String directories(JsonNode add) {
    String path = add.get("path").asText();
    return path.substring(0, path.lastIndexOf("/t="));
  }

  @Test
  void eachOfTheFilesOfATaskHasItsOwn(SparkSession spark) {
    Dataset<Row> rows = onePartitionEach(spark, HardRows.files(new Random(3), 4)).coalesce(1);
    theirs(rows.write()).option("maxRecordsPerFile", "70").save(path("theirs"));
    ours(rows.write()).option("maxRecordsPerFile", "70").save(path("ours"));

    List<JsonNode> ours = inOrderOfRows("ours");
    List<JsonNode> theirs = inOrderOfRows("theirs");
    assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThan(10);
    for (int i = 0; i < ours.size(); i++) {
      SameStatistics.assertSame(
          AddedFiles.statistics(ours.get(i)), AddedFiles.statistics(theirs.get(i)), "file " + i);
    }
  }

  private List<JsonNode> inOrderOfRows(String table) {
    TreeMap<String, JsonNode> byCounter = new TreeMap<>();
    for (JsonNode add : AddedFiles.of(directory.resolve(table))) {
      String path = add.get("path").asText();
      byCounter.put(path.replaceAll(".*[-.](c\\d+)\\..*", "$1"), add);
    }
    return new ArrayList<>(byCounter.values());
  }

  /** Batches of a vectorised scan need not become rows on the way. */
  @Test
  void rowsThatComeInBatchesHaveTheSame(SparkSession spark) {
    List<List<Row>> files = HardRows.files(new Random(4), 6);
    onePartitionEach(spark, files.subList(files.size() - 6, files.size()))
        .write()
        .parquet(path("source"));
    Dataset<Row> source =
        spark
            .read()
            .parquet(path("source"))
            .select("ints", "text", "times", "large", "doubles", "days", "list", "inner", "flag")
            .withColumn("constant", functions.lit("c"));
    theirs(source.write()).save(path("theirs"));
    ours(source.write()).save(path("ours"));

    assertSame(
        AddedFiles.byTask(directory.resolve("ours")),
        AddedFiles.byTask(directory.resolve("theirs")),
        "batches");
  }

  private static DataFrameWriter<?> theirs(DataFrameWriter<?> writer) {
    return writer.format("delta");
  }

  private static DataFrameWriter<?> ours(DataFrameWriter<?> writer) {
    return writer.format("parquet-ext").option("commitProtocol", "delta");
  }

  private String path(String table) {
    return directory.resolve(table).toString();
  }
}
