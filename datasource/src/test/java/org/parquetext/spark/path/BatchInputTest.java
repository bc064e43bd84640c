package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;
import org.parquetext.spark.plan.BatchInput;
import org.parquetext.spark.plan.BatchInputExec;
import org.parquetext.spark.plan.CachedBatchesExec;

/** Writers get batches where their query has them, and else rows; the files are the same. */
@ExtendWith(LocalSpark.class)
class BatchInputTest {

  private static final int ROWS = 9_000;

  private SparkSession spark;
  private Path input;
  private Path table;
  private Plans plans;

  @BeforeEach
  void writeTheInput(SparkSession session, @TempDir Path temporary) {
    spark = session;
    input = temporary.resolve("input");
    table = temporary.resolve("table");
    spark
        .range(0, ROWS, 1, 2)
        .selectExpr(
            "id",
            "if(id % 7 = 0, null, hash(id)) AS x",
            "id * 0.5D AS d",
            "int(hash(id) % 2 + 2) AS p",
            "concat('text ', id % 100) AS s")
        .write()
        .parquet(input.toString());
  }

  @AfterEach
  void forgetWhatIsCached() {
    spark.catalog().clearCache();
  }

  /** With it every query is an adaptive one. */
  private void setAdaptive(boolean on) {
    spark.conf().set("spark.sql.adaptive.enabled", on);
    spark.conf().set("spark.sql.adaptive.forceApply", on);
  }

  private Dataset<Row> scan() {
    return spark.read().parquet(input.toString());
  }

  /** The plan of the write, as it ran at last, and its metrics. */
  private SparkPlan save(Dataset<Row> rows, String... options) {
    return save(rows, List.of(), options);
  }

  private SparkPlan save(Dataset<Row> rows, List<String> partitions, String... options) {
    plans = Plans.of(spark);
    var writer = rows.write().format("parquet-ext").mode("append");
    for (int i = 0; i < options.length; i += 2) {
      writer.option(options[i], options[i + 1]);
    }
    writer.partitionBy(partitions.toArray(String[]::new)).save(table.toString());
    return plans.await().plan();
  }

  private void assertBatches(SparkPlan plan, long rows) {
    assertThat(plan.toString()).contains("BatchInput batches of ").doesNotContain("rows, since");
    assertThat(plans.all(BatchInputExec.class)).hasSize(1);
    assertThat(plans.all(ColumnarToRowTransition.class)).isEmpty();
    assertMetric(plan, "numRowsInBatches", rows);
    assertMetric(plan, "numSingleRows", 0);
    assertMetric(plan, "numOutputRows", rows);
  }

  private void assertRows(SparkPlan plan, String reason, long rows) {
    assertThat(plan.toString())
        .contains("RowInput rows, since " + reason)
        .doesNotContain("BatchInput");
    assertMetric(plan, "numRowsInBatches", 0);
    assertMetric(plan, "numSingleRows", rows);
    assertMetric(plan, "numOutputRows", rows);
  }

  private static void assertMetric(SparkPlan plan, String name, long value) {
    assertThat(plan.metrics().apply(name).value()).as(name).isEqualTo(value);
  }

  /** What a query may look like that gives batches. */
  enum Query {
    SCAN("*"),
    RENAMED("id AS number", "p", "x AS id", "s"),
    FILTER_AND_COLUMNS("s", "d AS e"),
    COALESCED("*"),
    CACHED("id", "x", "d", "p"),
    FILTER_OF_CACHED("id", "x", "d", "p");

    private final String[] columns;

    Query(String... columns) {
      this.columns = columns;
    }

    Dataset<Row> of(Dataset<Row> scan) {
      Dataset<Row> rows = scan.selectExpr(columns);
      return switch (this) {
        case FILTER_AND_COLUMNS ->
            scan.where("id % 1000 < 900 AND s <> 'text 7'").selectExpr(columns);
        case COALESCED -> rows.coalesce(1);
        case CACHED -> rows.cache();
        case FILTER_OF_CACHED -> rows.cache().where("x IS NULL");
        default -> rows;
      };
    }
  }

  static Stream<Arguments> queries() {
    return Stream.of(Query.values())
        .flatMap(query -> Stream.of(Arguments.of(query, true), Arguments.of(query, false)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryThatEndsInBatchesGivesThem(Query query, boolean adaptive) {
    setAdaptive(adaptive);
    SparkPlan plan = save(query.of(scan()));
    long rows = query.of(scan()).count();
    assertThat(rows).isPositive();
    assertBatches(plan, rows);
    assertThat(plan.children().head() instanceof AdaptiveSparkPlanExec).isEqualTo(adaptive);
    TreeMap<String, byte[]> ofBatches = files();
    turnToRows();
    assertRows(save(query.of(scan())), "", rows);
    assertSameFiles(ofBatches, files());
  }

  /** From now on queries give rows, and go into another table. */
  private void turnToRows() {
    spark.catalog().clearCache();
    spark.conf().set("spark.sql.parquet.enableVectorizedReader", false);
    spark.conf().set("spark.sql.inMemoryColumnarStorage.enableVectorizedReader", false);
    table = table.resolveSibling("table of rows");
  }

  /** The commands that write, other than append. */
  enum Command {
    OVERWRITE {
      @Override
      void run(Dataset<Row> rows, Path table) {
        rows.write().format("parquet-ext").mode("overwrite").save(table.toString());
      }
    },
    BY_FILTER {
      @Override
      void run(Dataset<Row> rows, Path table) {
        overwrites(rows, table).byFilter("p = 2", rows.where("p = 2"), "p");
      }
    },
    DYNAMIC {
      @Override
      void run(Dataset<Row> rows, Path table) {
        overwrites(rows, table).dynamic(rows, "p");
      }
    };

    abstract void run(Dataset<Row> rows, Path table);

    private static PlannedOverwrites overwrites(Dataset<Row> rows, Path table) {
      return new PlannedOverwrites(rows.sparkSession(), table, Map.of("fanout", "true"));
    }
  }

  static Stream<Arguments> commands() {
    return Stream.of(Command.values())
        .flatMap(command -> Stream.of(Arguments.of(command, true), Arguments.of(command, false)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTakesBatches(Command command, boolean adaptive) {
    setAdaptive(adaptive);
    plans = Plans.of(spark);
    command.run(scan(), table);
    SparkPlan plan = plans.await().plan();
    assertBatches(plan, spark.read().parquet(table.toString()).count());
    TreeMap<String, byte[]> ofBatches = files();
    turnToRows();
    command.run(scan(), table);
    assertSameFiles(ofBatches, files());
  }

  @Test
  void aFilterThatNeedsMoreThanARowGivesRows() {
    String ofQuery = "id > (SELECT min(id) FROM range(5, 10))";
    assertRows(save(scan().where(ofQuery)), "Filter needs rows", ROWS - 6);
    table = table.resolveSibling("other");
    SparkPlan plan = save(scan().where("monotonically_increasing_id() >= 0"));
    assertRows(plan, "Filter needs rows", ROWS);
  }

  @Test
  void aColumnThatIsComputedMakesRows() {
    assertRows(save(scan().selectExpr("id", "d + 1 AS d")), "Project computes columns", ROWS);
  }

  @Test
  void sortedRowsComeOneByOne() {
    assertRows(save(scan(), List.of("p"), "fanout", "false"), "Sort gives rows", ROWS);
  }

  @Test
  void aQueryWithoutBatchesGivesRows() {
    turnToRows();
    assertRows(save(scan()), "Scan parquet gives rows", ROWS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aShuffleGivesRows(boolean adaptive) {
    setAdaptive(adaptive);
    assertRows(save(scan().repartition(3)), "Exchange gives rows", ROWS);
    assertThat(Tree.parts(table)).hasSize(3);
  }

  @Test
  void scansOfSeveralTablesGiveBatches() {
    assertBatches(save(scan().union(scan())), 2 * ROWS);
  }

  @Test
  void aSourceOfArrowVectorsGivesBatches() {
    Dataset<Row> arrow = spark.read().format(ArrowSource.class.getName()).load();
    assertBatches(save(arrow), ArrowSource.ROWS);
    assertThat(spark.read().parquet(table.toString()).collectAsList())
        .isEqualTo(arrow.collectAsList());
  }

  /** Else they would all be in memory before the task ends. */
  @Test
  void theBatchesOfACachedTableAreFreedOneByOne() {
    assertBatches(save(scan().select("id", "d").cache()), ROWS);
    assertThat(plans.all(CachedBatchesExec.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExtensionThatIsNamedTwiceDecidesOnce(boolean adaptive) {
    setAdaptive(adaptive);
    SparkPlan plan = save(scan());
    assertThat(new BatchInput().postColumnarTransitions().apply(plan)).isSameAs(plan);
    assertBatches(plan, ROWS);
  }

  @Test
  void aTableWithoutRowsGivesNoBatch() {
    scan().limit(0).write().mode("overwrite").parquet(table.resolveSibling("empty").toString());
    Dataset<Row> empty = spark.read().parquet(table.resolveSibling("empty").toString());
    assertBatches(save(empty), 0);
    assertThat(spark.read().parquet(table.toString()).schema()).isEqualTo(empty.schema());
  }

  @Test
  void partitionsThatStayOpenTakeBatches() {
    SparkPlan plan = save(scan(), List.of("p"), "fanout", "true");
    assertBatches(plan, ROWS);
    List<Row> rows =
        spark.read().parquet(table.toString()).select("id", "x", "d", "p", "s").collectAsList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(scan().collectAsList());
  }

  @Test
  void rowsBeyondTheOpenPartitionsComeOutTheSame() {
    List<String> partitions = List.of("q");
    Dataset<Row> rows = spark.read().parquet(withManyPartitions());
    SparkPlan plan = save(rows, partitions, "maxOpenFiles", "3");
    assertThat(plan.toString()).contains("BatchInput");
    assertMetric(plan, "numOutputRows", ROWS);
    TreeMap<String, byte[]> ofBatches = files();
    assertThat(ofBatches).hasSizeGreaterThan(6);
    turnToRows();
    save(spark.read().parquet(input + "-q"), partitions, "maxOpenFiles", "3");
    assertSameFiles(ofBatches, files());
  }

  private String withManyPartitions() {
    scan().selectExpr("*", "hash(id) % 4 AS q").write().parquet(input + "-q");
    return input + "-q";
  }

  @Test
  void sortedBatchesGoToOnePartitionAfterTheOther() {
    assertBatches(save(sortedAndCached(), List.of("p"), "sortingColumns", "id"), ROWS);
    TreeMap<String, byte[]> ofBatches = files();
    assertThat(ofBatches).hasSize(2 * Tree.directories(table).size());
    turnToRows();
    save(sortedAndCached(), List.of("p"), "sortingColumns", "id");
    assertSameFiles(ofBatches, files());
  }

  private Dataset<Row> sortedAndCached() {
    return scan().select("id", "x", "d", "p").sortWithinPartitions("p", "id").cache();
  }

  @Test
  void nullAndEmptyTextsShareADirectory() {
    String names = "CASE id % 3 WHEN 0 THEN null WHEN 1 THEN '' ELSE 'x' END AS p";
    String texts = table.resolveSibling("texts").toString();
    scan().selectExpr("id", names).coalesce(1).write().parquet(texts);
    assertBatches(save(spark.read().parquet(texts), List.of("p"), "fanout", "true"), ROWS);
    assertThat(Tree.layout(table))
        .filteredOn(name -> name.endsWith(".parquet"))
        .containsExactly(
            "p=__HIVE_DEFAULT_PARTITION__/part-00000-*.c000.snappy.parquet",
            "p=x/part-00000-*.c000.snappy.parquet");
  }

  @Test
  void aBatchThatCannotBeWrittenFailsTheTaskAndLeavesNothing() {
    String mode = "spark.sql.parquet.datetimeRebaseModeInWrite";
    String dates = table.resolveSibling("dates").toString();
    spark.conf().set(mode, "CORRECTED");
    spark
        .range(0, ROWS, 1, 1)
        .selectExpr("if(id = 3210, DATE'1500-01-01', DATE'2000-01-01') AS d")
        .write()
        .parquet(dates);
    spark.conf().set(mode, "EXCEPTION");
    assertThatThrownBy(() -> save(spark.read().parquet(dates)))
        .hasStackTraceContaining("column `d`: row 3211");
    assertThat(Tree.of(table)).isEmpty();
  }

  @Test
  void variantsThatAreShreddedMakeRows() {
    spark.conf().set("spark.sql.variant.writeShredding.enabled", "true");
    spark.conf().set("spark.sql.variant.inferShreddingSchema", "true");
    String variants = table.resolveSibling("variants").toString();
    scan().selectExpr("parse_json(concat('{\"a\":', id, '}')) AS v").write().parquet(variants);
    assertRows(save(spark.read().parquet(variants)), "variants are shredded row by row", ROWS);
  }

  @Test
  void filesEndAfterAsManyRowsAsWithoutBatches() {
    assertBatches(save(scan(), "maxRecordsPerFile", "1000"), ROWS);
    TreeMap<String, byte[]> ofBatches = files();
    assertThat(ofBatches).hasSize(10);
    turnToRows();
    save(scan(), "maxRecordsPerFile", "1000");
    assertSameFiles(ofBatches, files());
  }

  /** By their names without what is the job's own. */
  private TreeMap<String, byte[]> files() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (String part : Tree.parts(table)) {
      try {
        files.put(Tree.withoutUuid(part), Files.readAllBytes(table.resolve(part)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static void assertSameFiles(TreeMap<String, byte[]> some, TreeMap<String, byte[]> other) {
    assertThat(some.keySet()).isNotEmpty().isEqualTo(other.keySet());
    some.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(other.get(name)));
  }
}
