package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;
import scala.jdk.javaapi.CollectionConverters;

/** {@code fanout} and {@code maxOpenFiles}: rows in any order of partitions. */
@ExtendWith(LocalSpark.class)
class FanoutTest {

  private static final int ROWS = 4_000;

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("table");
  }

  /** Their order says nothing of their partition, of which there are ten. */
  private Dataset<Row> mixed(int tasks, String... more) {
    List<String> columns = new ArrayList<>(List.of("id", "hash(id) % 5 + 5 AS p"));
    columns.addAll(List.of(more));
    return spark.range(0, ROWS, 1, tasks).selectExpr(columns.toArray(String[]::new));
  }

  private List<SortExec> save(Dataset<Row> rows, String... options) {
    Plans plans = Plans.of(spark);
    var writer = rows.write().format("parquet-ext").partitionBy("p");
    for (int i = 0; i < options.length; i += 2) {
      writer.option(options[i], options[i + 1]);
    }
    writer.save(table.toString());
    return plans.await().all(SortExec.class);
  }

  private List<Row> rows(String part) {
    return spark.read().parquet(table.resolve(part).toString()).collectAsList();
  }

  private void assertAllRowsAreThere(Dataset<Row> rows) {
    Dataset<Row> found = spark.read().parquet(table.toString()).selectExpr("id", "int(p) AS p");
    assertThat(found.exceptAll(rows.selectExpr("id", "p")).count()).isZero();
    assertThat(found.count()).isEqualTo(ROWS);
  }

  @Test
  void nothingIsSortedAndEveryDirectoryHasOneFileOfEachTask() {
    Dataset<Row> rows = mixed(2);
    assertThat(save(rows, "fanout", "true")).isEmpty();
    assertAllRowsAreThere(rows);
    assertThat(Tree.parts(table)).hasSize(2 * Tree.directories(table).size());
    for (String part : Tree.parts(table)) {
      assertThat(rows(part)).extracting(row -> row.getLong(0)).as(part).isSorted();
    }
  }

  @Test
  void withoutItRowsAreSorted() {
    Dataset<Row> rows = mixed(1);
    assertThat(save(rows, "fanout", "false")).hasSize(1);
    assertAllRowsAreThere(rows);
  }

  @Test
  void sparksOwnSettingKeepsFilesOpenToo() {
    spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", "4");
    Dataset<Row> rows = mixed(1);
    assertThat(save(rows)).isEmpty();
    assertAllRowsAreThere(rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9})
  void overTheLimitNothingIsReopenedAndTheOrderStays(int maxOpen) {
    Dataset<Row> rows = mixed(1);
    assertThat(save(rows, "maxOpenFiles", Integer.toString(maxOpen))).isEmpty();
    assertAllRowsAreThere(rows);
    assertThat(Tree.parts(table)).hasSize(Tree.directories(table).size());
    for (String part : Tree.parts(table)) {
      assertThat(rows(part)).extracting(row -> row.getLong(0)).as(part).isSorted();
    }
  }

  @Test
  void whatIsOverTheLimitMaySpill() {
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    Dataset<Row> rows =
        spark
            .range(0, 60_000, 1, 1)
            .selectExpr("id", "id % 50 AS p", "repeat(string(id), 200) AS text");
    save(rows, "maxOpenFiles", "2");
    assertThat(Tree.parts(table)).hasSize(50);
    assertThat(
            spark.read().parquet(table.toString()).where("text = repeat(string(id), 200)").count())
        .isEqualTo(60_000);
    assertThat(rows("p=49")).extracting(row -> row.getLong(0)).isSorted();
  }

  /** Pages of several directories wait at a time, and threads of the pool make their columns. */
  @Test
  void directoriesShareWhatMakesTheirColumns() {
    String[] columns = {
      "id", "hash(id) % 4 + 4 AS p", "xxhash64(id) AS a", "repeat(string(id), 20) AS b"
    };
    spark
        .range(0, 300_000, 1, 1)
        .selectExpr(columns)
        .write()
        .format("parquet-ext")
        .option("fanout", "true")
        .partitionBy("p")
        .save(table.toString());
    Dataset<Row> found = spark.read().parquet(table.toString());
    assertThat(found.selectExpr("count(distinct id)").head().getLong(0)).isEqualTo(300_000);
    String right = "a = xxhash64(id) AND b = repeat(string(id), 20) AND p = hash(id) % 4 + 4";
    assertThat(found.where(right).count()).isEqualTo(300_000);
  }

  @Test
  void filesAreSortedByTheSortingColumnsOnly() {
    Dataset<Row> rows = mixed(1, "(id * 7919) % 4001 AS x");
    List<SortExec> sorts = save(rows, "maxOpenFiles", "3", "sortingColumns", "x");
    assertThat(sorts).singleElement().asString().startsWith("Sort [x#");
    for (String part : Tree.parts(table)) {
      assertThat(rows(part)).extracting(row -> row.getLong(1)).as(part).isSorted();
    }
    assertThat(Tree.parts(table)).hasSize(Tree.directories(table).size());
    assertAllRowsAreThere(rows);
  }

  @Test
  void rowsSortedByPartitionAndColumnAreNotSortedAgain() {
    Dataset<Row> rows = mixed(1, "(id * 7919) % 4001 AS x").sortWithinPartitions("p", "x");
    assertThat(save(rows, "fanout", "true", "sortingColumns", "x")).hasSize(1);
    assertAllRowsAreThere(rows);
  }

  @Test
  void filesOfARowLimitAreCountedInEachDirectory() {
    Dataset<Row> rows = mixed(1);
    save(rows, "maxOpenFiles", "5", "maxRecordsPerFile", "100");
    assertAllRowsAreThere(rows);
    Map<String, Integer> files = new HashMap<>();
    Tree.parts(table).forEach(part -> files.merge(part.substring(0, 3), 1, Integer::sum));
    for (String part : Tree.parts(table)) {
      assertThat(rows(part)).as(part).hasSizeLessThanOrEqualTo(100);
    }
    assertThat(files.values()).allMatch(count -> count > 1);
  }

  @Test
  void variantsAreShreddedForEachDirectory() {
    spark.conf().set("spark.sql.variant.writeShredding.enabled", "true");
    spark.conf().set("spark.sql.variant.inferShreddingSchema", "true");
    Dataset<Row> rows =
        mixed(1, "parse_json(concat('{\"f', hash(id) % 5 + 5, '\": ', id, '}')) AS v");
    save(rows, "maxOpenFiles", "4");
    assertAllRowsAreThere(rows);
    String path = "to_json(v) = concat('{\"f', p, '\":', id, '}')";
    assertThat(spark.read().parquet(table.toString()).where(path).count()).isEqualTo(ROWS);
  }

  @Test
  void metricsSumUpAllDirectories() {
    Plans plans = Plans.of(spark);
    mixed(1)
        .write()
        .format("parquet-ext")
        .option("maxOpenFiles", "4")
        .partitionBy("p")
        .save(table.toString());
    Map<String, SQLMetric> metrics = new ConcurrentHashMap<>();
    metrics.putAll(CollectionConverters.asJava(plans.await().plan().metrics()));
    int files = Tree.parts(table).size();
    assertThat(metrics.get("numFiles").value()).isEqualTo(files);
    assertThat(metrics.get("numRowGroups").value()).isEqualTo(files);
  }

  /** The message names the row as it came, in whatever page it is. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void aRowThatCannotBeWrittenFailsTheTaskAndLeavesNothing(int maxOpen) {
    spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "EXCEPTION");
    Dataset<Row> rows =
        mixed(1, "if(id = 3210, DATE'1500-01-01', DATE'2000-01-01') AS d").coalesce(1);
    assertThatThrownBy(() -> save(rows, "maxOpenFiles", Integer.toString(maxOpen)))
        .hasStackTraceContaining("row 3211");
    assertThat(Tree.of(table)).isEmpty();
  }

  @Test
  void textsThatAreNoUtf8ShareADirectory() {
    Dataset<Row> rows =
        spark.range(0, 100, 1, 1).selectExpr("id", "if(id % 2 = 0, X'FF', X'FE') AS p");
    save(rows, "fanout", "true");
    assertThat(Tree.directories(table)).hasSize(1);
    assertThat(Tree.parts(table)).hasSize(1);
  }
}
