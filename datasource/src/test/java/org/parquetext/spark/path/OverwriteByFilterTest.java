package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/**
 * The overwrites that SQL asks for, by the plans that Spark makes of them. The table has the rows 0
 * to 11 before, one in each partition of {@code a} (0 to 2, or null in place of 2) and {@code b}
 * (texts {@code x0} to {@code x3}).
 */
@ExtendWith(LocalSpark.class)
class OverwriteByFilterTest {

  private SparkSession spark;
  private Path table;
  private PlannedOverwrites overwrites;

  @BeforeEach
  void writeTheOldTable(SparkSession session, @TempDir Path directory) {
    spark = session;
    table = directory.resolve("table");
    overwrites = new PlannedOverwrites(spark, table, Map.of());
    rows("id").write().partitionBy("a", "b").parquet(table.toString());
  }

  private Dataset<Row> rows(String id) {
    return spark
        .range(0, 12, 1, 1)
        .selectExpr(id + " AS id", "nullif(int(id % 3), 2) AS a", "concat('x', id % 4) AS b");
  }

  private void overwrite(String filter, Dataset<Row> rows) {
    overwrites.byFilter(filter, rows, "a", "b");
  }

  private List<Long> ids() {
    return spark.read().parquet(table.toString()).select("id").as(Encoders.LONG()).collectAsList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a <=> 1 | id % 3 = 1",
        "1 = a | id % 3 = 1",
        "a <=> null | id % 3 = 2",
        "a IS NULL AND b = 'x1' | id = 5",
        "A = 0 AND B <=> 'x0' | id = 0",
        "b = 'x3' | id % 4 = 3"
      })
  void thePartitionsThatAreMeantAreReplaced(String filter, String replaced) {
    Dataset<Row> rows = rows("id + 100").filter(replaced.replace("id", "(id - 100)"));
    overwrite(filter, rows.filter("id % 2 = 0"));
    List<Long> expected =
        rows("id")
            .filter("NOT (" + replaced + ")")
            .select("id")
            .union(rows.filter("id % 2 = 0").select("id"))
            .as(Encoders.LONG())
            .collectAsList();
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIMESTAMP'2026-01-02 03:04:05.678'",
        "CAST(1.50 AS DECIMAL(10,3))",
        "true",
        "CAST('NaN' AS DOUBLE)",
        "'a=b/c %:'"
      })
  void valuesOfEveryTypeMeanTheirDirectories(String value) {
    spark.conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    spark
        .range(0, 4, 1, 1)
        .selectExpr("id", "if(id % 2 = 0, " + value + ", null) AS a", "'x' AS b")
        .write()
        .mode("overwrite")
        .partitionBy("a", "b")
        .parquet(table.toString());
    overwrite(
        "a <=> " + value,
        spark.range(100, 101, 1, 1).selectExpr("id", value + " AS a", "'x' AS b"));
    assertThat(ids()).containsExactlyInAnyOrder(1L, 3L, 100L);
  }

  @Test
  void noRowsEmptyThePartition() {
    overwrite("a <=> 1", rows("id").limit(0));
    assertThat(ids()).containsExactlyInAnyOrder(0L, 2L, 3L, 5L, 6L, 8L, 9L, 11L);
    assertThat(table.resolve("a=1")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"commitTask, 1", "commitJob, 1", "before commitJob, 2", "commitJob, 2"})
  void aFailedOverwriteLeavesTheOldTable(String step, String algorithm) {
    spark.conf().set("spark.sql.sources.commitProtocolClass", FaultyProtocol.class.getName());
    spark.conf().set(FaultyProtocol.FAIL_AT, step);
    spark.conf().set("mapreduce.fileoutputcommitter.algorithm.version", algorithm);
    List<String> before = Tree.of(table);
    assertThatThrownBy(() -> overwrite("a <=> 1", rows("id + 100").filter("a = 1")))
        .hasStackTraceContaining("failed at " + step);
    assertThat(Tree.of(table)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void anOverwriteThatDiedBeforeItDeletedIsRepairedByARerun(String algorithm) {
    spark.conf().set("mapreduce.fileoutputcommitter.algorithm.version", algorithm);
    spark.conf().set("fs.file.impl.disable.cache", "true");
    spark.conf().set("fs.file.impl", DynamicOverwriteTest.KeepingFileSystem.class.getName());
    assertThatThrownBy(() -> overwrite("a <=> 1", rows("id + 100").filter("a = 1")))
        .hasStackTraceContaining("kept");
    assertThat(ids()).hasSize(16);
    spark.conf().unset("fs.file.impl");
    overwrite("a <=> 1", rows("id + 100").filter("a = 1"));
    assertThat(ids()).hasSize(12).contains(101L, 104L, 107L, 110L).doesNotContain(1L, 4L, 7L, 10L);
  }

  @Test
  void everythingIsReplacedWhereEverythingIsMeant() {
    overwrite("true", rows("id + 100").limit(1));
    assertThat(ids()).containsExactly(100L);
  }

  @Test
  void whatIsNotWholePartitionsIsRefused() {
    List<String> before = Tree.of(table);
    for (String filter :
        List.of(
            "id = 1",
            "a > 1",
            "a = 1 OR b = 'x1'",
            "a IN (0, 1)",
            "a IS NOT NULL",
            "a = 1 AND id = 4",
            "a = 0 AND a = 1",
            "NOT (a = 1)",
            "b = ''",
            "b LIKE 'x%'",
            "a + 1 = 2",
            "a = id")) {
      assertThatThrownBy(() -> overwrite(filter, rows("id + 100"))).as(filter).isNotNull();
      assertThat(Tree.of(table)).as(filter).isEqualTo(before);
    }
  }

  @Test
  void partitionsMayBeReplacedAsTheyAreWrittenTo() {
    Dataset<Row> rows = rows("id + 100").filter("a = 1 AND b = 'x1'");
    overwrites.dynamic(rows, "a", "b");
    assertThat(ids()).hasSize(12).contains(101L).doesNotContain(1L);
  }

  @Test
  void withoutPartitionsEverythingIsReplaced() {
    overwrites.dynamic(rows("id + 100").limit(1));
    assertThat(ids()).containsExactly(100L);
  }
}
