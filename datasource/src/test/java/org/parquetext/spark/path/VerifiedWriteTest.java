package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.s3a.commit.HidingCommitter;
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

/** Which writes can be verified. */
@ExtendWith(LocalSpark.class)
class VerifiedWriteTest {

  private static final String COMMITTER = "spark.sql.parquet.output.committer.class";

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void openSession(SparkSession session) {
    spark = session;
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "FULL"})
  void filesOfPartitionsThatRollPass(String verify) {
    rows()
        .write()
        .format("parquet-ext")
        .option("verify", verify)
        .option("maxRecordsPerFile", 100)
        .partitionBy("p")
        .save(table());
    assertThat(spark.read().parquet(table()).distinct().count()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void filesThatNobodyCanReadBeforeTheJobCommitsAreRefused(String verify) {
    save("append", "off");
    List<String> before = Tree.of(folder);
    spark.conf().set(COMMITTER, HidingCommitter.class.getName());
    for (String mode : List.of("append", "overwrite")) {
      assertThatThrownBy(() -> save(mode, verify))
          .hasStackTraceContaining("Cannot write to file:" + table())
          .hasStackTraceContaining("`verify` = `" + verify + "`")
          .hasStackTraceContaining(HidingCommitter.class.getName())
          .hasStackTraceContaining("Set `verify` to `off`");
    }
    assertThat(Tree.of(folder)).isEqualTo(before);
    save("append", "off");
  }

  @Test
  void aTaskWhoseFileIsDamagedOnceSucceedsLater() {
    DamagingOnce.arm(spark);
    rows()
        .write()
        .format("parquet-ext")
        .option("verify", "full")
        .option("compression", "none")
        .option("encoding", "PLAIN")
        .save(table());
    assertThat(DamagingOnce.hasStruck()).isTrue();
    assertThat(Tree.parts(folder)).hasSize(2);
    SparkSession clean = spark.newSession();
    assertThat(clean.read().parquet(table()).selectExpr("sum(id)").first().getLong(0))
        .isEqualTo(1_000 * 999 / 2);
    assertThat(clean.read().parquet(table()).distinct().count()).isEqualTo(1_000);
  }

  @Test
  void whatParquetJavaCannotDecompressIsRefused() {
    assertThatThrownBy(
            () ->
                rows()
                    .write()
                    .format("parquet-ext")
                    .option("compression#text", "brotli")
                    .option("verify", "full")
                    .save(table()))
        .hasMessageContaining("Cannot write column `text` with `verify` = `full`");
    assertThat(Tree.of(folder)).isEmpty();
  }

  private void save(String mode, String verify) {
    rows().write().format("parquet-ext").mode(mode).option("verify", verify).save(table());
  }

  private Dataset<Row> rows() {
    return spark.range(0, 1_000, 1, 2).selectExpr("id", "id % 3 AS p", "string(id) AS text");
  }

  private String table() {
    return folder.resolve("table").toString();
  }
}
