package org.parquetext.integration.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.LogCapture;

/** What a stream writes, and who reads it. */
class StreamDoorsTest extends StreamTest {
  private static final Map<String, String> NO_OPTIONS = Map.of();

  @Test
  void everyBatchIsAppendedToItsPartitions() throws Exception {
    source().add(0, 10);
    source().add(10, 20);
    run(writer(stream(), NO_OPTIONS).partitionBy("p"));
    requireRows(0, 20);
    assertThat(files())
        .allMatch(
            name -> name.matches("p=[012]/part-0000[01]-[0-9a-f-]{36}\\.c000\\.snappy\\.parquet"));

    source().add(20, 30);
    run(writer(stream(), NO_OPTIONS).partitionBy("p"));
    requireRows(0, 30);
    assertThat(ids(FormatUnderTest.NAME)).isEqualTo(numbers(0, 30));
    assertThat(spark().read().parquet(table().toString()).where("p = 1").count()).isEqualTo(10);
    requireReadAsStream(30);
  }

  private void requireReadAsStream(long rows) throws Exception {
    String copy = directory().resolve("copy").toString();
    StreamingQuery query =
        spark()
            .readStream()
            .schema("id BIGINT, name STRING, p INT")
            .format(FormatUnderTest.NAME)
            .load(table().toString())
            .writeStream()
            .format(FormatUnderTest.BUILT_IN)
            .option("checkpointLocation", directory().resolve("copied").toString())
            .trigger(Trigger.AvailableNow())
            .start(copy);
    query.processAllAvailable();
    query.awaitTermination();
    assertThat(spark().read().parquet(copy).count()).isEqualTo(rows);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        Arguments.of(Map.of("maxRecordsPerFile", "3"), 8),
        Arguments.of(Map.of("rolloverInterval", "1us", "maxRecordsPerFile", "3"), 8),
        Arguments.of(Map.of("fileNaming", "uuidv7", "filePrefix", "x-"), 6),
        Arguments.of(Map.of("verify", "full", "compression", "zstd"), 6),
        Arguments.of(Map.of("fanout", "true", "sortingColumns", "name desc"), 6),
        Arguments.of(Map.of("distributionMode", "hash"), 3),
        Arguments.of(Map.of("distributionMode", "range", "sortingColumns", "id"), 3));
  }

  /** One batch of two tasks, each with rows of three partitions. */
  @ParameterizedTest
  @MethodSource("options")
  void optionsAreHonouredAndEveryFileIsInTheLog(Map<String, String> options, int atLeast)
      throws Exception {
    source().add(0, 40);
    run(writer(stream(), options).partitionBy("p"));
    requireRows(0, 40);
    assertThat(files()).hasSizeGreaterThanOrEqualTo(atLeast);
    if (options.containsKey("filePrefix")) {
      assertThat(files())
          .allMatch(name -> name.matches("p=[012]/x-[0-9a-f-]{36}\\.snappy\\.parquet"));
    }
  }

  /** All of one task, which names each by one protocol. */
  @ParameterizedTest
  @ValueSource(strings = {"rolloverInterval", "inactivityInterval"})
  void filesOfALongBatchEndByTime(String interval) throws Exception {
    source().add(0, 30);
    run(writer(source().stream(), Map.of(interval, "1us")));
    List<String> names = files();
    assertThat(names).hasSizeGreaterThan(1);
    for (int i = 0; i < names.size(); i++) {
      String end = "-c%03d.snappy.parquet".formatted(i);
      assertThat(names.get(i)).matches("part-00000-[0-9a-f-]{36}-c\\d+\\.snappy\\.parquet");
      assertThat(names.get(i)).isEqualTo(names.get(0).replace("-c000.snappy.parquet", end));
    }
    requireRows(0, 30);
    requireReadAsStream(30);
  }

  @Test
  void aSessionMayHaveAnotherCatalog() throws Exception {
    spark()
        .conf()
        .set(
            "spark.sql.catalog.spark_catalog", "org.parquetext.integration.door.DelegatingCatalog");
    source().add(0, 10);
    source().add(10, 20);
    run(writer(stream(), NO_OPTIONS).partitionBy("p"));
    requireRows(0, 20);
    requireReadAsStream(20);
  }

  @Test
  void aQueryWarnsOfItsOptionsOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      source().add(i, i + 1);
    }
    Map<String, String> options = Map.of("whatever", "it is", "encoding#p", "BYTE_STREAM_SPLIT");
    try (LogCapture log = new LogCapture()) {
      run(writer(stream(), options));
      assertThat(log.lines())
          .filteredOn(line -> line.contains("Unknown option `whatever`"))
          .hasSize(1);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("may become BYTE_STREAM_SPLIT"))
          .hasSize(1);
    }
  }

  @Test
  void aBatchWithoutRowsIsInTheLog() throws Exception {
    source().add(0, 10);
    source().add(10, 20);
    run(writer(stream().where("id < 10"), NO_OPTIONS).partitionBy("p"));
    assertThat(table().resolve("_spark_metadata/1")).exists();
    requireRows(0, 10);
    source().add(20, 30);
    run(writer(stream(), NO_OPTIONS).partitionBy("p"));
    assertThat(ids(FormatUnderTest.BUILT_IN)).hasSize(20);
  }

  /** What the state gives, and what is observed, would be doubled if a plan ran twice. */
  @ParameterizedTest
  @MethodSource("distributions")
  void everyOperatorRunsOnceForEachBatch(Map<String, String> options) throws Exception {
    source().add(0, 10);
    source().add(10, 20);
    Dataset<Row> sums =
        stream()
            .withColumn("time", col("id").plus(1).cast("timestamp"))
            .withWatermark("time", "1 second")
            .dropDuplicatesWithinWatermark("id")
            .observe("seen", count(lit(1)).as("rows"));
    StreamingQuery query = run(writer(sums, options).partitionBy("p"));
    requireRows(0, 20);
    long read = 0;
    long seen = 0;
    long kept = 0;
    for (StreamingQueryProgress progress : query.recentProgress()) {
      read += progress.numInputRows();
      Row observed = progress.observedMetrics().get("seen");
      seen += observed == null ? 0 : observed.getLong(0);
      kept +=
          progress.stateOperators().length == 0 ? 0 : progress.stateOperators()[0].numRowsUpdated();
    }
    assertThat(List.of(read, seen, kept)).as("rows read, observed, kept").containsOnly(20L);
  }

  static Stream<Map<String, String>> distributions() {
    return Stream.of(NO_OPTIONS, Map.of("distributionMode", "range", "sortingColumns", "id"));
  }

  @Test
  void theLogIsCompactedAndForgetsOldFiles() throws Exception {
    spark().conf().set("spark.sql.streaming.fileSink.log.compactInterval", 2);
    for (int i = 0; i < 5; i++) {
      source().add(i * 10, i * 10 + 10);
    }
    run(writer(stream(), NO_OPTIONS));
    assertThat(table().resolve("_spark_metadata/3.compact")).exists();
    requireRows(0, 50);
    source().add(50, 60);
    Thread.sleep(5);
    run(writer(stream(), Map.of("retention", "1ms")));
    assertThat(Files.readString(table().resolve("_spark_metadata/5.compact"))).isEqualTo("v1");
  }

  @Test
  void aQueryOfTheBuiltInSinkGoesOn() throws Exception {
    source().add(0, 10);
    run(writer(stream(), NO_OPTIONS).format(FormatUnderTest.BUILT_IN));
    source().add(10, 20);
    run(writer(stream(), NO_OPTIONS));
    requireRows(0, 20);
    source().add(20, 30);
    run(writer(stream(), NO_OPTIONS).format(FormatUnderTest.BUILT_IN));
    requireRows(0, 30);
  }

  @Test
  void batchesComeAtTheTimesThatTheTriggerSays() throws Exception {
    source().add(0, 10);
    StreamingQuery query =
        writer(stream(), NO_OPTIONS).trigger(Trigger.ProcessingTime(10)).start(table().toString());
    query.processAllAvailable();
    source().add(10, 20);
    query.processAllAvailable();
    query.stop();
    requireRows(0, 20);
  }

  @Test
  void foreachBatchSaves() throws Exception {
    source().add(0, 10);
    source().add(10, 20);
    StreamingQuery query =
        stream()
            .writeStream()
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", checkpoint().toString())
            .foreachBatch((VoidFunction2<Dataset<Row>, Long>) this::save)
            .start();
    query.awaitTermination();
    assertThat(ids(FormatUnderTest.BUILT_IN)).isEqualTo(numbers(0, 20));
  }

  private void save(Dataset<Row> rows, long batch) {
    rows.write()
        .format(FormatUnderTest.NAME)
        .mode("append")
        .partitionBy("p")
        .save(table().toString());
  }
}
