package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;

/** What readers conclude from the statistics of our files is what the rows say. */
@ExtendWith(DeltaSpark.class)
class StatisticsUseTest {

  private static final String ANSWERS = "spark.databricks.delta.optimizeMetadataQuery.enabled";

  /** Dates and times of {@code java.sql} have another calendar before 1582, and not all values. */
  private static final String EXACT_TIMES = "spark.sql.datetime.java8API.enabled";

  @TempDir Path directory;

  private void write(SparkSession spark, int randomFiles, long seed) {
    List<List<Row>> all = HardRows.files(new Random(seed), randomFiles);
    int every = TestEffort.of(3, 1);
    List<List<Row>> files =
        IntStream.range(0, all.size())
            .filter(i -> i % every == 0 || i >= all.size() - randomFiles)
            .mapToObj(all::get)
            .toList();
    writer(TestRows.onePartitionEach(spark, HardRows.SCHEMA, files)).save(table());
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write().format("parquet-ext").option("commitProtocol", "delta");
  }

  private String table() {
    return directory.resolve("table").toString();
  }

  /** All with {@code -Pfull}, else the one that differs most from what is written by default. */
  static Stream<Arguments> ways() {
    return Stream.of(
            Arguments.of("INT96", "LEGACY", "America/Los_Angeles"),
            Arguments.of("TIMESTAMP_MICROS", "LEGACY", "Asia/Kolkata"),
            Arguments.of("TIMESTAMP_MILLIS", "CORRECTED", "UTC"))
        .limit(TestEffort.of(1, 3));
  }

  /** Old dates and times as the hybrid calendar counts them are those that Spark reads back. */
  @ParameterizedTest
  @MethodSource("ways")
  void areWhatDeltaComputesOfTheFiles(
      String timestampType, String rebase, String zone, SparkSession spark) {
    spark.conf().set("spark.sql.parquet.outputTimestampType", timestampType);
    spark.conf().set("spark.sql.parquet.int96RebaseModeInWrite", rebase);
    spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", rebase);
    spark.conf().set("spark.sql.session.timeZone", zone);
    write(spark, 4, 1);
    // Delta's text of a timestamp leaves out the seconds that zones differed by long ago.
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    StatisticsCollection.recompute(
        spark,
        DeltaLog.forTable(spark, table()),
        Option.empty(),
        StatisticsCollection.recompute$default$4(),
        StatisticsCollection.recompute$default$5());

    List<JsonNode> added = AddedFiles.of(directory.resolve("table"));
    Map<String, List<JsonNode>> byPath =
        added.stream().collect(Collectors.groupingBy(add -> add.get("path").asText()));
    assertThat(byPath.values())
        .allSatisfy(
            both -> {
              assertThat(both).hasSize(2);
              SameStatistics.assertSame(
                  AddedFiles.statistics(both.get(0)),
                  AddedFiles.statistics(both.get(1)),
                  both.get(0).get("path").asText());
            });
  }

  @Test
  void skippingFilesLosesNoRows(SparkSession spark) {
    long seed = new Random().nextInt(TestEffort.of(1, 1_000_000));
    write(spark, 6, seed);
    Random random = new Random(seed);
    spark.conf().set(EXACT_TIMES, "true");
    Dataset<Row> table = spark.read().format("delta").load(table());
    List<Row> rows = table.collectAsList();
    Dataset<Row> plain = spark.createDataFrame(rows, HardRows.SCHEMA);
    int files = table.inputFiles().length;
    int skipped = 0;
    for (int i = 0; i < TestEffort.of(8, 2_000); i++) {
      Condition condition = Condition.on(rows.get(random.nextInt(rows.size())), random);
      Dataset<Row> found = table.where(condition.inSpark());
      String[] scanned = found.inputFiles();
      skipped += files - scanned.length;

      assertThat(found.count())
          .as("seed %d, %s", seed, condition.inSpark())
          .isEqualTo(plain.where(condition.inSpark()).count());
    }
    assertThat(skipped).isPositive();
  }

  @Test
  void kernelSkipsNoFileThatHasRows(SparkSession spark) {
    long seed = new Random().nextInt(TestEffort.of(1, 1_000_000));
    write(spark, 6, seed);
    Random random = new Random(seed);
    spark.conf().set(EXACT_TIMES, "true");
    Dataset<Row> table =
        spark.read().format("delta").load(table()).withColumn("file", functions.input_file_name());
    List<Row> rows = table.collectAsList();
    Dataset<Row> plain = spark.createDataFrame(rows, table.schema());
    Set<String> all = KernelReader.files(table(), Optional.empty());
    int skipped = 0;
    for (int i = 0; i < TestEffort.of(15, 2_000); i++) {
      Condition condition = Condition.on(rows.get(random.nextInt(rows.size())), random);
      List<String> needed =
          plain
              .where(condition.inSpark())
              .select("file")
              .distinct()
              .as(Encoders.STRING())
              .collectAsList();
      Set<String> scanned = KernelReader.files(table(), Optional.of(condition.inKernel()));
      skipped += all.size() - scanned.size();

      assertThat(scanned.stream().map(StatisticsUseTest::name).toList())
          .as("seed %d, %s", seed, condition.inSpark())
          .containsAll(needed.stream().map(StatisticsUseTest::name).toList());
    }
    assertThat(skipped).isPositive();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void answersWithoutAScanAreThoseOfAScan(SparkSession spark) {
    write(spark, 4, 2);
    String query =
        "SELECT count(*), min(bytes), max(bytes), min(shorts), max(shorts), min(ints), max(ints),"
            + " min(longs), max(longs), min(days), max(days) FROM delta.`"
            + table()
            + "`";
    Dataset<Row> answered = spark.sql(query);
    assertThat(answered.queryExecution().optimizedPlan().toString()).contains("LocalRelation");
    Row answer = answered.first();
    spark.conf().set(ANSWERS, "false");
    Dataset<Row> scanned = spark.sql(query);
    assertThat(scanned.queryExecution().optimizedPlan().toString()).doesNotContain("LocalRelation");
    assertThat(answer).isEqualTo(scanned.first());
  }
}
