package org.parquetext.integration.save;

import static org.apache.spark.sql.SaveMode.Append;
import static org.apache.spark.sql.SaveMode.ErrorIfExists;
import static org.apache.spark.sql.SaveMode.Ignore;
import static org.apache.spark.sql.SaveMode.Overwrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

@SparkTest
class SaveModeTest {
  @TempDir private Path directory;
  private SparkSession spark;
  private String table;

  @BeforeEach
  void chooseATable(SparkSession session) {
    spark = session;
    table = directory.resolve("deep").resolve("table").toString();
  }

  @ParameterizedTest
  @EnumSource(SaveMode.class)
  void everyModeWritesToANewPath(SaveMode mode) {
    rows(0, 10).mode(mode).save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
  }

  @ParameterizedTest
  @EnumSource(SaveMode.class)
  void everyModeWritesAPartitionedTableToANewPath(SaveMode mode) {
    rows(0, 10).mode(mode).partitionBy("p").save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
    assertThat(new TableDirectory(Path.of(table)).layout()).contains("p=0/", "p=1/", "_SUCCESS");
  }

  @Test
  void theDefaultModeFailsWhereSomethingIs() {
    rows(0, 10).save(table);
    List<String> before = names();
    assertThatThrownBy(() -> rows(10, 20).save(table))
        .hasMessageContaining("PATH_ALREADY_EXISTS")
        .hasMessageContaining(table);
    assertThatThrownBy(() -> rows(10, 20).mode(ErrorIfExists).save(table))
        .hasMessageContaining("PATH_ALREADY_EXISTS");
    assertThat(names()).isEqualTo(before);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
  }

  @Test
  void ignoreLeavesWhatIsThere() {
    rows(0, 10).save(table);
    List<String> before = names();
    rows(10, 20).mode(Ignore).save(table);
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void appendAddsToWhatIsThere() {
    rows(0, 10).save(table);
    rows(10, 20).mode(Append).save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 20));
  }

  @Test
  void appendAddsToPartitions() {
    rows(0, 10).partitionBy("p").save(table);
    rows(10, 20).mode(Append).partitionBy("p").save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 20));
    assertThat(new TableDirectory(Path.of(table)).parquetFiles()).hasSize(4);
  }

  @Test
  void overwriteReplacesWhatIsThere() {
    rows(0, 10).save(table);
    rows(10, 20).mode(Overwrite).save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(10, 20));
    assertThat(new TableDirectory(Path.of(table)).parquetFiles()).hasSize(1);
  }

  @Test
  void overwriteReplacesEveryPartition() {
    rows(0, 10).partitionBy("p").save(table);
    spark
        .range(20, 21)
        .selectExpr("id", "5 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(Overwrite)
        .partitionBy("p")
        .save(table);
    assertThat(ids()).containsExactly(20L);
    assertThat(names()).noneMatch(name -> name.startsWith("p=0") || name.startsWith("p=1"));
  }

  @Test
  void overwriteWithNoRowsLeavesAnEmptyTable() {
    rows(0, 10).save(table);
    rows(0, 0).mode(Overwrite).save(table);
    assertThat(ids()).isEmpty();
  }

  @Test
  void nothingTemporaryIsLeft() {
    rows(0, 10).save(table);
    rows(10, 20).mode(Overwrite).save(table);
    rows(20, 30).mode(Append).save(table);
    assertThat(new TableDirectory(directory).layout())
        .containsOnlyOnce("deep/table/_SUCCESS")
        .noneMatch(name -> name.contains("_temporary") || name.contains("_spark_staging"));
  }

  @Test
  void aTableMayBeOverwrittenWithWhatIsReadFromIt() {
    rows(0, 10).save(table);
    spark
        .read()
        .format(FormatUnderTest.NAME)
        .load(table)
        .selectExpr("id + 100 AS id", "p")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(Overwrite)
        .save(table);
    assertThat(ids()).containsExactlyElementsOf(numbers(100, 110));
  }

  @Test
  void aCachedTableSeesWhatIsAppended() {
    rows(0, 10).save(table);
    var cached = spark.read().format(FormatUnderTest.NAME).load(table).cache();
    assertThat(cached.count()).isEqualTo(10);
    rows(10, 20).mode(Append).save(table);
    assertThat(spark.read().format(FormatUnderTest.NAME).load(table).count()).isEqualTo(20);
    cached.unpersist();
  }

  private DataFrameWriter<Row> rows(long from, long to) {
    return spark
        .range(from, to, 1, 1)
        .selectExpr("id", "id % 2 AS p")
        .write()
        .format(FormatUnderTest.NAME);
  }

  private List<Long> ids() {
    return spark
        .read()
        .format(FormatUnderTest.NAME)
        .load(table)
        .select("id")
        .as(Encoders.LONG())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private List<String> names() {
    return new TableDirectory(Path.of(table)).names();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
