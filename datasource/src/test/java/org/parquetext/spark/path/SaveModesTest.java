package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class SaveModesTest {

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path directory) {
    spark = session;
    table = directory.resolve("below/table");
  }

  private Dataset<Row> rows(long from, long to) {
    return spark.range(from, to, 1, 2).selectExpr("id", "id % 3 AS p", "string(id) AS s");
  }

  private List<Long> ids() {
    return spark
        .read()
        .format("parquet-ext")
        .load(table.toString())
        .select("id")
        .sort("id")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private void save(Dataset<Row> rows, String mode, String... partitions) {
    rows.write().format("parquet-ext").mode(mode).partitionBy(partitions).save(table.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite", "errorifexists", "ignore"})
  void everyModeCreatesAMissingTable(String mode) {
    save(rows(0, 5), mode);
    assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(Tree.layout(table))
        .containsExactly(
            "_SUCCESS", "part-00000-*-c000.snappy.parquet", "part-00001-*-c000.snappy.parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite", "errorifexists", "ignore"})
  void everyModeCreatesAMissingPartitionedTable(String mode) {
    save(rows(0, 5), mode, "p");
    assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(Tree.directories(table)).containsExactly("p=0", "p=1", "p=2");
  }

  @Test
  void theDefaultModeFailsOnAnExistingPath() {
    save(rows(0, 2), "append");
    List<String> before = Tree.of(table);
    assertThatThrownBy(() -> rows(2, 4).write().format("parquet-ext").save(table.toString()))
        .isInstanceOfSatisfying(
            AnalysisException.class,
            e -> assertThat(e.getErrorClass()).isEqualTo("PATH_ALREADY_EXISTS"))
        .hasMessageContaining(table.toString());
    assertThat(Tree.of(table)).isEqualTo(before);
  }

  @Test
  void anEmptyDirectoryExistsToo() throws IOException {
    Files.createDirectories(table);
    assertThatThrownBy(() -> save(rows(0, 1), "errorifexists"))
        .hasMessageContaining("PATH_ALREADY_EXISTS");
    save(rows(0, 1), "ignore");
    assertThat(Tree.of(table)).isEmpty();
  }

  @Test
  void appendAdds() {
    save(rows(0, 2), "append");
    save(rows(2, 4), "append");
    assertThat(ids()).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void ignoreLeavesAnExistingTableAlone() {
    save(rows(0, 2), "append");
    save(rows(2, 4), "ignore");
    assertThat(ids()).containsExactly(0L, 1L);
  }

  @Test
  void overwriteReplacesEverything() {
    save(rows(0, 6), "append", "p");
    save(rows(6, 7), "overwrite", "p");
    assertThat(ids()).containsExactly(6L);
    assertThat(Tree.layout(table))
        .containsExactly("_SUCCESS", "p=0", "p=0/part-00001-*.c000.snappy.parquet");
  }

  @Test
  void overwriteMayReadWhatItReplaces() {
    save(rows(0, 4), "append");
    Dataset<Row> old = spark.read().format("parquet-ext").load(table.toString());
    save(old.filter("id > 1"), "overwrite");
    assertThat(ids()).containsExactly(2L, 3L);
  }

  @Test
  void aCachedReadOfThePathIsRefreshed() {
    save(rows(0, 2), "append");
    Dataset<Row> cached = spark.read().format("parquet-ext").load(table.toString()).cache();
    assertThat(cached.count()).isEqualTo(2);
    save(rows(2, 4), "append");
    assertThat(spark.read().format("parquet-ext").load(table.toString()).count()).isEqualTo(4);
    cached.unpersist();
  }

  @Test
  void aCachedReadOfThePathIsRefreshedAlsoWhenOldFilesCannotBeDeleted() {
    save(rows(0, 2), "append");
    Dataset<Row> cached = spark.read().format("parquet-ext").load(table.toString()).cache();
    assertThat(cached.count()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                rows(2, 5)
                    .write()
                    .format("parquet-ext")
                    .mode("overwrite")
                    .option("fs.file.impl", KeepingFileSystem.class.getName())
                    .option("fs.file.impl.disable.cache", true)
                    .save(table.toString()))
        .hasStackTraceContaining("kept");
    assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 4L);
    cached.unpersist();
  }

  /** A local file system in which committed files of a table cannot be deleted. */
  public static final class KeepingFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      if (path.getParent().getName().equals("table") && path.getName().startsWith("part-")) {
        throw new IOException("kept");
      }
      return super.delete(path, recursive);
    }
  }
}
