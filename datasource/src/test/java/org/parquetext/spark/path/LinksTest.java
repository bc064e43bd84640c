package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/** A table of which a partition is a symbolic link to a directory elsewhere. */
@ExtendWith(LocalSpark.class)
class LinksTest {

  @TempDir private Path directory;
  private SparkSession spark;
  private Path table;
  private Path elsewhere;

  @BeforeEach
  void linkAPartition(SparkSession session) throws IOException {
    spark = session;
    table = directory.resolve("table");
    elsewhere = directory.resolve("elsewhere");
    rows().write().partitionBy("p").parquet(table.toString());
    Files.move(table.resolve("p=1"), elsewhere);
    Files.createSymbolicLink(table.resolve("p=1"), elsewhere);
  }

  private Dataset<Row> rows() {
    return spark.range(0, 6, 1, 1).selectExpr("id", "id % 2 AS p");
  }

  private void overwrite(String... partitions) {
    rows()
        .write()
        .format("parquet-ext")
        .mode("overwrite")
        .partitionBy(partitions)
        .save(table.toString());
  }

  @Test
  void anOverwriteTakesTheLinkAwayAndLeavesWhatItLeadsTo() {
    List<String> before = Tree.of(elsewhere);
    overwrite();
    assertThat(Tree.layout(table)).containsExactly("_SUCCESS", "part-00000-*-c000.snappy.parquet");
    assertThat(Tree.of(elsewhere)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void anOverwriteWhoseRowsWouldGoThroughTheLinkIsRefused() {
    List<String> before = Tree.of(directory);
    assertThatThrownBy(() -> overwrite("p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table/p=1 is a symbolic link")
        .hasMessageContaining("Delete the link");
    assertThat(Tree.of(directory)).isEqualTo(before);
  }

  @Test
  void anOverwriteOfPartitionsTakesOtherLinksAway() throws IOException {
    Files.delete(table.resolve("p=1"));
    Files.createSymbolicLink(table.resolve("p=0/notes"), elsewhere);
    List<String> before = Tree.of(elsewhere);
    overwrite("p");
    assertThat(table.resolve("p=0/notes")).doesNotExist();
    assertThat(Tree.of(elsewhere)).isEqualTo(before);
    assertThat(spark.read().parquet(table.toString()).count()).isEqualTo(6);
  }

  @Test
  void anAppendFollowsTheLink() {
    rows().write().format("parquet-ext").mode("append").partitionBy("p").save(table.toString());
    assertThat(Tree.parts(elsewhere)).hasSize(2);
    assertThat(spark.read().parquet(table.toString()).count()).isEqualTo(12);
  }
}
