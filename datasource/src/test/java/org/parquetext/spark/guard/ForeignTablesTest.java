package org.parquetext.spark.guard;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class ForeignTablesTest {

  private SparkSession spark;
  private Path lake;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    lake = temporary;
  }

  private void save(Path path, String mode) {
    spark.range(3).write().format("parquet-ext").mode(mode).save(path.toString());
  }

  private Path foreign(String marker) throws IOException {
    Path table = lake.resolve("table");
    spark.range(3).write().parquet(table.toString());
    Path file = table.resolve(marker);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    return table;
  }

  @ParameterizedTest
  @CsvSource({
    "_delta_log/0.json, delta",
    ".hoodie/hoodie.properties, hudi",
    "metadata/v1.metadata.json, iceberg"
  })
  void aTableOfAnotherFormatIsNeitherWrittenNorReadAsPlainFiles(String marker, String format)
      throws IOException {
    Path table = foreign(marker);
    List<String> before = Tree.of(table);
    String remedy = "format(\"" + format + "\")";
    for (String mode : List.of("append", "overwrite", "errorifexists", "ignore")) {
      assertThatThrownBy(() -> save(table, mode)).hasMessageContaining(remedy);
    }
    Path partition = table.resolve("p=1");
    assertThatThrownBy(() -> save(partition, "append")).hasMessageContaining(remedy);
    assertThatThrownBy(() -> read(table)).hasMessageContaining(remedy);
    assertThatThrownBy(() -> read(partition)).hasMessageContaining(remedy);
    assertThatThrownBy(() -> read(lake.resolve("tab*"))).hasMessageContaining(remedy);
    assertThatThrownBy(() -> spark.sql("SELECT * FROM `parquet-ext`.`" + table + "`"))
        .hasStackTraceContaining(remedy);
    assertThatThrownBy(
            () ->
                spark.read().schema("id bigint").format("parquet-ext").load("x", table.toString()))
        .hasMessageContaining(remedy);
    assertThat(Tree.of(table)).isEqualTo(before);
  }

  @Test
  void theRefusalFitsReadsAndSaves() throws IOException {
    Path table = foreign("_delta_log/0.json");
    String message = "Cannot use file:%s as plain Parquet files".formatted(table);
    assertThatThrownBy(() -> read(table)).hasMessageStartingWith(message);
    assertThatThrownBy(() -> save(table, "append")).hasMessageStartingWith(message);
  }

  @Test
  void aTableFoundByARecursiveReadIsRefused() throws IOException {
    foreign("_delta_log/0.json");
    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .option("recursiveFileLookup", "true")
                    .format("parquet-ext")
                    .load(lake.toString()))
        .hasMessageContaining("format(\"delta\")");
  }

  @Test
  void anOverwriteNeverDeletesATableBelow() throws IOException {
    Path table = foreign("_delta_log/0.json");
    List<String> before = Tree.of(lake);
    assertThatThrownBy(() -> save(lake, "overwrite"))
        .hasMessageContaining("Delta")
        .hasMessageContaining(table.toString());
    assertThat(Tree.of(lake)).isEqualTo(before);
  }

  @Test
  void norOneWhoseLogIsALink(@TempDir Path elsewhere) throws IOException {
    Path table = Files.createDirectories(lake.resolve("table"));
    Files.createSymbolicLink(table.resolve("_delta_log"), elsewhere);
    assertThatThrownBy(() -> save(lake, "overwrite"))
        .hasMessageContaining("Delta")
        .hasMessageContaining(table.toString());
    assertThat(table.resolve("_delta_log")).isSymbolicLink();
  }

  @Test
  void aFolderNamedMetadataIsNoTable() throws IOException {
    Path table = foreign("metadata/readme.txt");
    save(table.resolve("below"), "append");
    assertThat(read(table.resolve("below")).count()).isEqualTo(3);
  }

  @Test
  void anAppendBesideAStreamsLogIsRefused() throws IOException {
    Path table = foreign("_spark_metadata/0");
    assertThatThrownBy(() -> save(table, "append")).hasMessageContaining("_spark_metadata");
    assertThatThrownBy(() -> save(table.resolve("p=1"), "overwrite"))
        .hasMessageContaining("_spark_metadata");
    spark.conf().set("spark.sql.streaming.fileStreamSink.ignoreMetadata", "true");
    save(table, "append");
  }

  @Test
  void anOverwriteReplacesAStreamsLog() throws IOException {
    Path table = foreign("_spark_metadata/0");
    save(table, "overwrite");
    assertThat(Tree.directories(table)).containsExactly("");
    assertThat(table.resolve("_spark_metadata")).doesNotExist();
    assertThat(read(table).count()).isEqualTo(3);
  }

  private Dataset<Row> read(Path path) {
    return spark.read().format("parquet-ext").load(path.toString());
  }
}
