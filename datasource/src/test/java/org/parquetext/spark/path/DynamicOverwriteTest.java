package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.Footers;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/**
 * Overwrites of the partitions that rows are written to. The table has the rows 0 to 5 before, two
 * in each of the partitions 0, 1 and 2; the rows that are written are in the partitions 1 and 3.
 */
@ExtendWith(LocalSpark.class)
class DynamicOverwriteTest {

  private static final String MODE = "partitionOverwriteMode";
  private static final String SESSION_MODE = "spark.sql.sources.partitionOverwriteMode";
  private static final String PROTOCOL = "spark.sql.sources.commitProtocolClass";
  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";
  private static final String SUMMARY = "parquet.summary.metadata.level";
  private static final Map<String, String> DYNAMIC = Map.of(MODE, "dynamic");

  private SparkSession spark;
  private Path table;

  @BeforeEach
  void writeTheOldTable(SparkSession session, @TempDir Path directory) {
    spark = session;
    table = directory.resolve("table");
    spark
        .range(0, 6, 1, 2)
        .selectExpr("id", "id % 3 AS p")
        .write()
        .partitionBy("p")
        .parquet(table.toString());
  }

  private Dataset<Row> rows() {
    return spark.range(10, 14, 1, 2).selectExpr("id", "id % 2 * 2 + 1 AS p");
  }

  private void overwrite(Dataset<Row> rows, Map<String, String> options, String... partitions) {
    rows.write()
        .format("parquet-ext")
        .mode("overwrite")
        .options(options)
        .partitionBy(partitions)
        .save(table.toString());
  }

  private List<Long> ids() {
    return spark.read().parquet(table.toString()).select("id").as(Encoders.LONG()).collectAsList();
  }

  private void assertReplaced() {
    assertThat(ids()).containsExactlyInAnyOrder(0L, 2L, 3L, 5L, 10L, 11L, 12L, 13L);
    assertThat(Tree.directories(table)).containsExactly("p=0", "p=1", "p=2", "p=3");
    assertThat(Tree.of(table)).noneMatch(path -> path.matches("[_.](temp|spark).*"));
  }

  private void assertAllReplaced() {
    assertThat(ids()).containsExactlyInAnyOrder(10L, 11L, 12L, 13L);
  }

  @Test
  void theOptionReplacesThePartitionsThatAreWrittenTo() {
    overwrite(rows(), DYNAMIC, "p");
    assertReplaced();
  }

  @Test
  void theSessionReplacesThePartitionsThatAreWrittenTo() {
    spark.conf().set(SESSION_MODE, "DYNAMIC");
    overwrite(rows(), Map.of(), "p");
    assertReplaced();
  }

  @Test
  void theOptionWinsOverTheSession() {
    spark.conf().set(SESSION_MODE, "DYNAMIC");
    overwrite(rows(), Map.of("partitionoverwritemode", "static"), "p");
    assertAllReplaced();
    assertThat(Tree.directories(table)).containsExactly("p=1", "p=3");
  }

  @Test
  void withoutPartitionsEverythingIsReplaced() {
    overwrite(rows(), DYNAMIC);
    assertAllReplaced();
    assertThat(Tree.directories(table)).containsExactly("");
  }

  @Test
  void anAppendReplacesNothing() {
    rows().write().format("parquet-ext").mode("append").options(DYNAMIC).save(table + "/p=9");
    assertThat(ids()).hasSize(10);
  }

  @Test
  void noRowsReplaceNothing() {
    List<String> before = Tree.of(table);
    overwrite(rows().filter("id < 0"), DYNAMIC, "p");
    assertThat(Tree.of(table)).isEqualTo(before);
    overwrite(rows().filter("id < 0"), Map.of(), "p");
    assertThat(Tree.of(table)).containsExactly("_SUCCESS");
  }

  @Test
  void thePathNeedNotBeThere() {
    table = table.resolveSibling("new");
    overwrite(rows(), DYNAMIC, "p");
    assertAllReplaced();
  }

  @Test
  void theRowsMayComeFromWhatTheyReplace() {
    Dataset<Row> old = spark.read().format("parquet-ext").load(table.toString());
    overwrite(old.filter("p = 1").selectExpr("id + 100 AS id", "p"), DYNAMIC, "p");
    assertThat(ids()).containsExactlyInAnyOrder(0L, 2L, 3L, 5L, 101L, 104L);
  }

  @Test
  void whatAppearsMeanwhileStays() {
    String later = table.resolve("p=1/later.parquet").toString();
    String old = table.resolve("p=1").resolve(Tree.parts(table.resolve("p=1")).get(0)).toString();
    spark
        .udf()
        .register(
            "appear",
            (UDF1<Long, Long>)
                row -> {
                  if (Files.notExists(Path.of(later))) {
                    Files.copy(Path.of(old), Path.of(later));
                  }
                  return row;
                },
            DataTypes.LongType);
    overwrite(rows().coalesce(1).selectExpr("appear(id) AS id", "p"), DYNAMIC, "p");
    assertThat(Path.of(later)).exists();
    assertThat(Path.of(old)).doesNotExist();
    assertThat(ids()).hasSize(9);
  }

  @ParameterizedTest
  @CsvSource({"commitTask, 1", "second commitTask, 2", "before commitJob, 1", "commitJob, 2"})
  void aFailedOverwriteLeavesTheOldTable(String step, String algorithm) {
    spark.conf().set(PROTOCOL, FaultyProtocol.class.getName());
    List<String> before = Tree.of(table);
    assertThatThrownBy(
            () ->
                overwrite(
                    rows(),
                    Map.of(MODE, "dynamic", FaultyProtocol.FAIL_AT, step, ALGORITHM, algorithm),
                    "p"))
        .hasStackTraceContaining("failed at " + step);
    assertThat(Tree.of(table)).isEqualTo(before);
  }

  @Test
  void protocolsAreNotAskedForADynamicOverwriteThatTheyMayNotHave() {
    spark.conf().set(PROTOCOL, StaticProtocol.class.getName());
    assertThatThrownBy(
            () ->
                rows()
                    .write()
                    .mode("overwrite")
                    .options(DYNAMIC)
                    .partitionBy("p")
                    .parquet(table.toString()))
        .hasStackTraceContaining("no dynamic overwrite");
    overwrite(rows(), DYNAMIC, "p");
    assertReplaced();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "ALL"})
  void summaryFilesSpeakOfTheFilesThatThereAre(String level) {
    overwrite(rows(), Map.of(SUMMARY, "ALL"), "p");
    overwrite(rows().filter("p = 1"), Map.of(MODE, "dynamic", SUMMARY, level), "p");
    assertThat(Files.exists(table.resolve("_metadata"))).isEqualTo(level.equals("ALL"));
    assertThat(Files.exists(table.resolve("_common_metadata"))).isEqualTo(level.equals("ALL"));
    if (level.equals("ALL")) {
      List<String> files =
          Footers.read(table.resolve("_metadata")).getBlocks().stream()
              .map(block -> block.getPath())
              .toList();
      assertThat(files).containsExactlyInAnyOrderElementsOf(Tree.parts(table));
    }
  }

  @Test
  void besideAStreamsLogItIsRefused() throws IOException {
    Files.createDirectories(table.resolve("_spark_metadata"));
    List<String> before = Tree.of(table);
    assertThatThrownBy(() -> overwrite(rows(), DYNAMIC, "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("_spark_metadata");
    assertThat(Tree.of(table)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"static, 1", "dynamic, 1", "static, 2", "dynamic, 2"})
  void anOverwriteThatDiedBeforeItDeletedIsRepairedByARerun(String mode, String algorithm) {
    spark.conf().set(ALGORITHM, algorithm);
    assertThatThrownBy(
            () ->
                overwrite(
                    rows(),
                    Map.of(
                        MODE,
                        mode,
                        "fs.file.impl",
                        KeepingFileSystem.class.getName(),
                        "fs.file.impl.disable.cache",
                        "true"),
                    "p"))
        .hasStackTraceContaining("kept");
    assertThat(ids()).hasSize(10);
    overwrite(rows(), Map.of(MODE, mode), "p");
    if (mode.equals("static")) {
      assertAllReplaced();
    } else {
      assertReplaced();
    }
  }

  @Test
  void aLinkedPartitionIsRefused() throws IOException {
    Path elsewhere = table.resolveSibling("elsewhere");
    Files.move(table.resolve("p=1"), elsewhere);
    Files.createSymbolicLink(table.resolve("p=1"), elsewhere);
    assertThatThrownBy(() -> overwrite(rows(), DYNAMIC, "p")).hasMessageContaining("symbolic link");
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isNotEmpty();
    }
  }

  /** A protocol without dynamic overwrite, as those of committers that are not Hadoop's own. */
  public static final class StaticProtocol extends FaultyProtocol {

    private static final long serialVersionUID = 1L;

    /** Spark makes it by name. */
    public StaticProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
      super(jobId, path, dynamicPartitionOverwrite);
      if (dynamicPartitionOverwrite) {
        throw new IllegalStateException("no dynamic overwrite");
      }
    }
  }

  /** A local file system in which committed files of a table cannot be deleted. */
  public static final class KeepingFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      if (path.getName().startsWith("part-") && !path.toString().contains("/_temporary/")) {
        throw new IOException("kept");
      }
      return super.delete(path, recursive);
    }
  }
}
