package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.plans.physical.RangePartitioning;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/** {@code distributionMode}: what is asked of Spark, and what comes of it. */
@ExtendWith(LocalSpark.class)
class DistributionTest {

  private static final int TASKS = 4;
  private static final int PARTITIONS = 6;

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("table");
  }

  /** Every task has rows of every partition. */
  private Dataset<Row> spread() {
    return spark
        .range(0, 6_000, 1, TASKS)
        .selectExpr("id", "(id * 7919) % 6007 AS x", "string(id % " + PARTITIONS + ") AS p");
  }

  private Plans save(Dataset<Row> rows, List<String> partitions, String... options) {
    Plans plans = Plans.of(spark);
    DataFrameWriter<Row> writer =
        rows.write().format("parquet-ext").partitionBy(partitions.toArray(String[]::new));
    for (int i = 0; i < options.length; i += 2) {
      writer.option(options[i], options[i + 1]);
    }
    writer.mode("append").save(table.toString());
    return plans.await();
  }

  private ShuffleExchangeExec exchange(Plans plans) {
    List<ShuffleExchangeExec> exchanges = plans.all(ShuffleExchangeExec.class);
    assertThat(exchanges).hasSize(1);
    return exchanges.get(0);
  }

  private long count() {
    return spark.read().parquet(table.toString()).distinct().count();
  }

  @Test
  void rowsStayWhereTheyAreUnlessAskedFor() {
    Plans plans = save(spread(), List.of("p"));
    assertThat(plans.all(ShuffleExchangeExec.class)).isEmpty();
    assertThat(Tree.parts(table)).hasSize(TASKS * PARTITIONS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hashBringsAPartitionIntoOneFile(boolean adaptive) {
    spark.conf().set("spark.sql.adaptive.enabled", adaptive);
    Plans plans = save(spread(), List.of("p"), "distributionMode", "hash");
    assertThat(exchange(plans).outputPartitioning()).isInstanceOf(HashPartitioning.class);
    assertThat(Tree.parts(table)).hasSize(PARTITIONS);
    assertThat(count()).isEqualTo(6_000);
  }

  @Test
  void rangeGoesByPartitionAndSortingColumns() {
    Plans plans =
        save(spread(), List.of("p"), "distributionMode", "range", "sortingColumns", "x desc");
    assertThat(exchange(plans).outputPartitioning()).isInstanceOf(RangePartitioning.class);
    assertThat(exchange(plans).outputPartitioning().toString())
        .matches(".*p#.* ASC NULLS FIRST.*x#.* DESC NULLS LAST.*");
    assertThat(Tree.parts(table)).hasSizeLessThanOrEqualTo(PARTITIONS + 1);
    for (String part : Tree.parts(table)) {
      assertThat(spark.read().parquet(table.resolve(part).toString()).collectAsList())
          .extracting(row -> -row.getLong(1))
          .as(part)
          .isSorted();
    }
  }

  @Test
  void rangeWithoutPartitionsGoesBySortingColumns() {
    save(spread().drop("p"), List.of(), "distributionMode", "range", "sortingColumns", "x");
    assertThat(count()).isEqualTo(6_000);
    List<long[]> ranges =
        Tree.parts(table).stream()
            .map(part -> spark.read().parquet(table.resolve(part).toString()))
            .map(rows -> rows.selectExpr("min(x)", "max(x)").head())
            .map(row -> new long[] {row.getLong(0), row.getLong(1)})
            .sorted((left, right) -> Long.compare(left[0], right[0]))
            .toList();
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i)[0]).isGreaterThan(ranges.get(i - 1)[1]);
    }
  }

  @Test
  void anOrderThatTheShuffleDestroysIsAskedForAgain() {
    Plans plans =
        save(spread().sortWithinPartitions("p"), List.of("p"), "distributionMode", "hash");
    assertThat(plans.all(SortExec.class)).isNotEmpty();
    assertThat(Tree.parts(table)).hasSize(PARTITIONS);
  }

  @Test
  void withFanoutNothingIsSortedAfterTheShuffle() {
    Plans plans = save(spread(), List.of("p"), "distributionMode", "hash", "fanout", "true");
    assertThat(plans.all(SortExec.class)).isEmpty();
    assertThat(Tree.parts(table)).hasSize(PARTITIONS);
    assertThat(count()).isEqualTo(6_000);
  }

  @Test
  void constantPartitionsAskForNoSort() {
    Dataset<Row> rows = spark.range(0, 100, 1, TASKS).selectExpr("id", "'one' AS p");
    Plans plans = save(rows, List.of("p"), "distributionMode", "hash");
    assertThat(plans.all(SortExec.class)).isEmpty();
    assertThat(Tree.parts(table)).hasSize(1);
  }

  /** All rows are of one partition: a task for all would be the slowest. */
  @Test
  void aLargePartitionIsSplitByTheAdvisorySize() {
    Dataset<Row> rows =
        spark.range(0, 200_000, 1, TASKS).selectExpr("id", "xxhash64(id) AS h", "'one' AS p");
    Plans plans =
        save(rows, List.of("p"), "distributionMode", "hash", "advisoryPartitionSizeBytes", "500k");
    assertThat(exchange(plans).advisoryPartitionSize().get()).isEqualTo(500L << 10);
    assertThat(Tree.parts(table)).hasSizeGreaterThan(2);
    assertThat(count()).isEqualTo(200_000);
  }

  @ParameterizedTest
  @CsvSource({"64m, 134217728", "1g, 2147483648"})
  void theAdvisorySizeIsTwiceThatOfAFileAtFirst(String target, long expected) {
    Plans plans =
        save(spread(), List.of("p"), "distributionMode", "hash", "targetFileSizeBytes", target);
    assertThat(exchange(plans).advisoryPartitionSize().get()).isEqualTo(expected);
  }

  @Test
  void filesWithoutATargetLeaveTheSizeToSpark() {
    Plans plans =
        save(spread(), List.of("p"), "distributionMode", "hash", "targetFileSizeBytes", "0");
    assertThat(exchange(plans).advisoryPartitionSize().isEmpty()).isTrue();
  }

  /** A column that a file holds as a dictionary, and a shuffle does not. */
  @Test
  void theNextWriteKnowsWhatTheLastOneMadeOfTheShuffle() {
    Dataset<Row> rows =
        spark
            .range(0, 200_000, 1, 2)
            .selectExpr("xxhash64(id) AS h", "sha2(string(id % 10), 512) AS text", "id % 2 AS p");
    String[] options = {"distributionMode", "hash", "targetFileSizeBytes", "100m"};
    save(rows, List.of("p"), options);
    long written =
        Tree.parts(table).stream().mapToLong(p -> table.resolve(p).toFile().length()).sum();
    Plans plans = save(rows, List.of("p"), options);
    long advisory = (long) exchange(plans).advisoryPartitionSize().get();
    assertThat(advisory).isNotEqualTo(200 << 20).isGreaterThan(100 << 20);
    assertThat(plans.all(ShuffleExchangeExec.class).get(0).metrics().get("dataSize").get().value())
        .as("what the shuffle holds before its codec")
        .isGreaterThan((long) ((double) advisory / (100 << 20) * written));
  }
}
