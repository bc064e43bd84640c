package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;

/** What the files of a log tell of the partition columns of a stream. */
@ExtendWith(LocalSpark.class)
class StreamLayoutTest {

  private static final long SOME_TIME = 1_000_000;

  @TempDir private Path directory;

  private void require(SparkSession spark, String file, String... columns) {
    org.apache.hadoop.fs.Path table =
        new org.apache.hadoop.fs.Path(directory.resolve("table").toUri());
    StreamLog log = StreamLog.open(spark, table, OptionalLong.empty());
    log.add(
        0,
        List.of(
            new FileStatus(
                10, false, 1, 10, SOME_TIME, new org.apache.hadoop.fs.Path(table, file))));
    new StreamLayout(table, List.of(columns)).require(log);
  }

  @Test
  void filesBelowTheTableLieInItsPartitions(SparkSession spark) {
    assertThatCode(() -> require(spark, "a=1/b c=2/part-0.parquet", "a", "b c"))
        .doesNotThrowAnyException();
  }

  @Test
  void filesOfOtherPartitionsAreRefused(SparkSession spark) {
    assertThatThrownBy(() -> require(spark, "a=1/part-0.parquet", "a", "b"))
        .hasMessageContaining("with partition columns [a, b]: what is there has [a]")
        .hasMessageContaining("a=1/part-0.parquet");
  }

  /** An earlier run may have known the table by another path. */
  @Test
  void filesThatAnotherMountHasNamedTellNothing(SparkSession spark) {
    assertThatCode(() -> require(spark, "/mnt/other/table/a=1/part-0.parquet", "a", "b"))
        .doesNotThrowAnyException();
    assertThatCode(() -> require(spark, "../table2/a=1/part-0.parquet", "a", "b"))
        .doesNotThrowAnyException();
  }
}
