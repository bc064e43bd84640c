package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * Overwrites of partitions leave what the built-in writer leaves: the same old table, written by
 * the built-in writer to two paths, is overwritten by each of the writers.
 */
@SparkTest
class DynamicOverwriteParityTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("a", DataTypes.StringType)
          .add("b", DataTypes.StringType)
          .add("c", DataTypes.StringType);

  private static final String[] VALUES = {
    null, "", "a", "A", "1", "01", "1.0", "a=b", "a/b", "%", "a%3Db", " ", "null", "é", "a:b", "."
  };

  @TempDir private Path directory;
  private SparkSession spark;

  @BeforeEach
  void openSession(SparkSession session) {
    spark = session;
    // Else 01 and 1 were one value of a column that holds numbers only.
    spark.conf().set("spark.sql.sources.partitionColumnTypeInference.enabled", false);
  }

  private Dataset<Row> rows(long from, long to, String... expressions) {
    return spark.range(from, to, 1, 1).selectExpr(expressions);
  }

  /** Written before by the built-in writer. */
  private void old(Dataset<Row> rows, String... partitions) {
    for (String table : List.of("built-in", "own")) {
      rows.coalesce(1)
          .write()
          .mode(SaveMode.Append)
          .partitionBy(partitions)
          .parquet(directory.resolve(table).toString());
    }
  }

  private void oldFile(String name) throws IOException {
    for (String table : List.of("built-in", "own")) {
      Path file = directory.resolve(table).resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private void overwrite(Dataset<Row> rows, String mode, String... partitions) {
    overwrite("built-in", FormatUnderTest.BUILT_IN, rows, mode, partitions);
    overwrite("own", FormatUnderTest.NAME, rows, mode, partitions);
  }

  private void overwrite(
      String table, String format, Dataset<Row> rows, String mode, String... partitions) {
    rows.coalesce(1)
        .write()
        .format(format)
        .mode(SaveMode.Overwrite)
        .option("partitionOverwriteMode", mode)
        .partitionBy(partitions)
        .save(directory.resolve(table).toString());
  }

  /** But for the marker of success, which the built-in writer does not leave at the table. */
  private List<String> layout(String table) {
    return new TableDirectory(directory.resolve(table))
        .layout().stream().filter(name -> !name.contains("_SUCCESS")).toList();
  }

  private void requireSameLayout() {
    assertThat(layout("own")).isEqualTo(layout("built-in"));
  }

  private void requireSameTables() {
    requireSameLayout();
    SparkReader.requireSameRows(read("built-in"), read("own"));
  }

  private Dataset<Row> read(String table) {
    return spark.read().parquet(directory.resolve(table).toString()).sort("id");
  }

  @Test
  void severalColumnsWithNulls() {
    String[] columns = {
      "id", "if(id % 4 = 0, null, id % 4) AS a", "if(id % 3 = 0, '', concat('ü/', id % 3)) AS b"
    };
    old(rows(0, 24, columns), "a", "b");
    overwrite(rows(100, 124, columns).filter("id % 12 IN (0, 1, 5, 8)"), "dynamic", "a", "b");
    requireSameTables();
    assertThat(read("own").count()).isEqualTo(24);
  }

  @Test
  void directoriesOfOtherWritersAreOtherPartitions() {
    old(rows(0, 4, "id", "concat('0', id % 2) AS p"), "p");
    old(rows(4, 8, "id", "id % 2 AS p"), "p");
    overwrite(rows(8, 9, "id", "1 AS p"), "dynamic", "p");
    requireSameTables();
    assertThat(layout("own")).contains("p=01/", "p=1/", "p=00/", "p=0/");
    assertThat(read("own").count()).isEqualTo(7);
  }

  @Test
  void namesInAnotherCaseAreOtherPartitions() {
    old(rows(0, 4, "id", "id % 2 AS P"), "P");
    overwrite(rows(4, 5, "id", "1 AS p"), "dynamic", "p");
    requireSameLayout();
    assertThat(layout("own")).contains("P=1/", "p=1/");
  }

  @Test
  void allThatLiesInAPartitionGoes() throws IOException {
    String[] columns = {"id", "id % 2 AS p", "id % 3 AS q"};
    old(rows(0, 12, columns), "p", "q");
    oldFile("p=1/_hidden/note");
    oldFile("p=1/note");
    oldFile("note");
    overwrite(rows(12, 13, "id", "1 AS p"), "dynamic", "p");
    requireSameLayout();
    assertThat(layout("own")).contains("p=0/q=0/", "note").doesNotContain("p=1/note", "p=1/q=0/");
  }

  @Test
  void partitionsThatAreFinerThanTheOldOnesLeaveTheseAlone() {
    old(rows(0, 4, "id", "id % 2 AS p"), "p");
    overwrite(rows(4, 8, "id", "id % 2 AS p", "id % 3 AS q"), "dynamic", "p", "q");
    requireSameLayout();
    assertThat(layout("own")).contains("p=0/q=0/", "p=0/part-00000-<uuid>.c000.snappy.parquet");
  }

  @Test
  void noRowsReplaceNothingOrEverything() {
    old(rows(0, 4, "id", "id % 2 AS p"), "p");
    Dataset<Row> none = rows(0, 0, "id", "id AS p");
    overwrite(none, "dynamic", "p");
    requireSameTables();
    assertThat(read("own").count()).isEqualTo(4);
    overwrite(none, "static", "p");
    requireSameLayout();
    assertThat(layout("own")).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, Effort.of(3, 200));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomPartitions(long seed) {
    Random random = new Random(seed);
    String[] columns = random.nextBoolean() ? new String[] {"a", "b"} : new String[] {"c", "a"};
    old(randomRows(random, 60), columns);
    try {
      for (int i = 0; i < 2; i++) {
        overwrite(randomRows(random, random.nextInt(10)), "dynamic", columns);
        requireSameTables();
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private Dataset<Row> randomRows(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          RowFactory.create(
              random.nextLong(), value(random), value(random), VALUES[random.nextInt(3)]));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static String value(Random random) {
    return VALUES[random.nextInt(VALUES.length)];
  }
}
