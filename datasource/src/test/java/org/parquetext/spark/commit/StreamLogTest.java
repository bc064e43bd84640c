package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;

@ExtendWith(LocalSpark.class)
class StreamLogTest {

  private static final long LONG_AGO = 1_000;

  @TempDir private Path table;

  /** Readers see them until a compaction leaves them out. */
  @Test
  void filesThatAreOlderThanTheRetentionAreListed(SparkSession spark) {
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(table.toUri());
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root, "part-0.parquet");
    StreamLog log = StreamLog.open(spark, root, OptionalLong.of(1));
    assertThat(log.add(0, List.of(new FileStatus(10, false, 1, 10, LONG_AGO, file)))).isTrue();
    assertThat(log.files()).containsExactly(file);
  }
}
