package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;

@ExtendWith(LocalSpark.class)
class StreamLogTest {

  private static final long LONG_AGO = 1_000;

  @TempDir private java.nio.file.Path table;

  private StreamLog log(SparkSession spark, OptionalLong retention) {
    return StreamLog.open(spark, new Path(table.toUri()), retention);
  }

  private FileStatus file(String name, long millis) {
    Path path = new Path(new Path(table.toUri()), "part-" + name + ".parquet");
    return new FileStatus(10, false, 1, 10, millis, path);
  }

  /** Readers see them until a compaction leaves them out. */
  @Test
  void filesThatAreOlderThanTheRetentionAreListed(SparkSession spark) {
    StreamLog log = log(spark, OptionalLong.of(1));
    FileStatus file = file("0", LONG_AGO);
    assertThat(log.add(0, List.of(file))).isTrue();
    assertThat(log.files()).containsExactly(file.getPath());
  }

  /** Spark leaves files out that are older than the retention when it compacts their own batch. */
  @Test
  void aBatchOfWhichTheLogListsSomeFilesIsThere(SparkSession spark) throws IOException {
    StreamLog log = log(spark, OptionalLong.empty());
    log.add(0, List.of(file("young", LONG_AGO)));
    assertThat(log.held(0, List.of(file("old", LONG_AGO), file("young", LONG_AGO))))
        .isEqualTo(StreamLog.Held.THIS_BATCH);
  }

  @Test
  void aBatchOfWhichTheLogListsNoFileIsNotThere(SparkSession spark) throws IOException {
    StreamLog log = log(spark, OptionalLong.empty());
    log.add(0, List.of(file("others", LONG_AGO)));
    List<FileStatus> own = List.of(file("own", LONG_AGO));
    assertThat(log.held(0, own)).isEqualTo(StreamLog.Held.ANOTHER_BATCH);
    assertThat(log.held(1, own)).isEqualTo(StreamLog.Held.NO_BATCH);
  }

  @Test
  void nobodyCanSayWhoseABatchWithoutFilesIs(SparkSession spark) throws IOException {
    StreamLog log = log(spark, OptionalLong.empty());
    log.add(0, List.of());
    assertThat(log.held(0, List.of())).isEqualTo(StreamLog.Held.ONE_OF_BOTH);
  }
}
