package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/** {@code sortingColumns}: what is asked of Spark, and what the files hold and say. */
@ExtendWith(LocalSpark.class)
class SortedWriteTest {

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("table");
  }

  private Dataset<Row> shuffled(String... expressions) {
    return spark
        .range(0, 3000, 1, 1)
        .selectExpr("(id * 7919) % 3001 AS x", "id")
        .selectExpr(expressions);
  }

  private void save(Dataset<Row> rows, String sorting, String... partitions) {
    rows.write()
        .format("parquet-ext")
        .option("sortingColumns", sorting)
        .option("rowGroupMaxRows", 700)
        .partitionBy(partitions)
        .save(table.toString());
  }

  private List<Row> rows(String part) {
    return spark.read().parquet(table.resolve(part).toString()).collectAsList();
  }

  private List<RowGroup> rowGroups(String part) throws IOException {
    byte[] file = Files.readAllBytes(table.resolve(part));
    int length =
        ByteBuffer.wrap(file)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(file.length - 2 * Integer.BYTES);
    int start = file.length - 2 * Integer.BYTES - length;
    return Util.readFileMetaData(new ByteArrayInputStream(file, start, length)).getRow_groups();
  }

  @Test
  void rowsAreSortedAndEveryRowGroupSaysSo() throws IOException {
    save(shuffled("id", "x % 10 AS B", "nullif(x, 5) AS a"), "b desc, A nulls last");
    List<Row> written = rows("");
    assertThat(written).hasSize(3000).isSortedAccordingTo(SortedWriteTest::compare);
    List<RowGroup> rowGroups = rowGroups(Tree.parts(table).get(0));
    assertThat(rowGroups)
        .hasSizeGreaterThan(4)
        .extracting(RowGroup::getSorting_columns)
        .containsOnly(
            List.of(new SortingColumn(1, true, false), new SortingColumn(2, false, false)));
  }

  /** By {@code B} descending, then {@code a} ascending with nulls last. */
  private static int compare(Row left, Row right) {
    int byB = Long.compare(right.getLong(1), left.getLong(1));
    if (byB != 0 || left.isNullAt(2) || right.isNullAt(2)) {
      return byB != 0 ? byB : Boolean.compare(left.isNullAt(2), right.isNullAt(2));
    }
    return Long.compare(left.getLong(2), right.getLong(2));
  }

  @Test
  void withoutTheOptionNoRowGroupSaysAnything() throws IOException {
    shuffled("x").write().format("parquet-ext").save(table.toString());
    assertThat(rowGroups(Tree.parts(table).get(0))).noneMatch(RowGroup::isSetSorting_columns);
  }

  @Test
  void partitionsComeFirst() {
    save(shuffled("x", "string(id % 3) AS p"), "x", "p");
    assertThat(Tree.parts(table)).hasSize(3);
    for (String part : Tree.parts(table)) {
      assertThat(rows(part)).extracting(row -> row.getLong(0)).as(part).isSorted();
    }
  }

  @Test
  void nullAndEmptyOfAPartitionAreSortedTogether() {
    Dataset<Row> rows =
        shuffled("x", "CASE id % 2 WHEN 0 THEN '' END AS p").sortWithinPartitions("p", "x");
    save(rows, "x", "p");
    assertThat(Tree.parts(table)).hasSize(1);
    assertThat(rows("")).extracting(row -> row.getLong(0)).isSorted();
  }

  @Test
  void rowsThatAreSortedAlreadyKeepTheirFurtherOrder() {
    save(shuffled("x % 3 AS a", "x").sortWithinPartitions("a", "x"), "a");
    assertThat(rows("")).extracting(row -> row.getLong(0) * 10_000 + row.getLong(1)).isSorted();
  }

  @Test
  void rowsInTheOtherDirectionAreSortedAnew() {
    save(shuffled("x").sortWithinPartitions(org.apache.spark.sql.functions.desc("x")), "x");
    assertThat(rows("")).extracting(row -> row.getLong(0)).isSorted();
  }

  @Test
  void aConstantColumnAsksForNothing() throws IOException {
    save(shuffled("1 AS one", "x").sortWithinPartitions("x"), "one, x");
    assertThat(rows("")).extracting(row -> row.getLong(1)).isSorted();
    assertThat(rowGroups(Tree.parts(table).get(0)).get(0).getSorting_columns()).hasSize(2);
  }

  @Test
  void namesThatAreNoIdentifiersStandInBackTicks() {
    save(shuffled("x AS `a.b ``c`"), "`a.b ``c` desc");
    assertThat(rows("")).extracting(row -> -row.getLong(0)).isSorted();
  }

  @Test
  void everySimpleTypeIsChecked() {
    Dataset<Row> rows =
        shuffled(
            "x % 2 = 0 AS b",
            "tinyint(x % 100) AS t",
            "cast(x AS decimal(30, 2)) AS wide",
            "date_add(DATE'1999-12-30', int(x)) AS d",
            "timestamp_seconds(x) AS ts",
            "string(x) AS s",
            "binary(string(x)) AS bytes",
            "if(x % 3 = 0, double('NaN'), -double(x)) AS nan",
            "float(x) AS f");
    Stream.of(rows.columns())
        .forEach(
            column -> {
              rows.write()
                  .format("parquet-ext")
                  .mode("append")
                  .option("sortingColumns", column + " desc")
                  .save(table.toString());
            });
    assertThat(rows("")).hasSize(9 * 3000);
  }
}
