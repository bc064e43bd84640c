package org.parquetext.integration.stream;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.streaming.Trigger;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.StreamSource;

/** A query in a process of its own, which ends at some use of the file system. */
final class MortalQuery {
  private MortalQuery() {}

  /** Arguments: the directory of the test, which paths, and at which use of one it ends. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    MortalFileSystem.dieAt(args[1], Integer.parseInt(args[2]));
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config(SQLConf.STREAMING_VERIFY_CHECKPOINT_DIRECTORY_EMPTY_ON_START().key(), false)
            .config("spark.hadoop.fs.file.impl", MortalFileSystem.class.getName())
            .config(
                "spark.sql.streaming.checkpointFileManagerClass",
                "org.apache.spark.sql.execution.streaming.checkpointing"
                    + ".FileSystemBasedCheckpointFileManager")
            .getOrCreate()) {
      new StreamSource(spark, directory.resolve("source"))
          .stream()
              .repartition(2)
              .writeStream()
              .format(FormatUnderTest.NAME)
              .partitionBy("p")
              .option("maxRecordsPerFile", 3)
              .option("checkpointLocation", directory.resolve("checkpoint").toString())
              .trigger(Trigger.AvailableNow())
              .start(directory.resolve("table").toString())
              .awaitTermination();
    }
  }
}
