package org.parquetext.integration.stream;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.StreamSource;

/** A query in a process of its own, which ends at some use of the file system. */
final class MortalQuery {
  /** Whether Spark refuses a checkpoint with a temporary file in it; since 4.2. */
  static final String REFUSED_CHECKPOINTS =
      "spark.sql.streaming.verifyCheckpointDirectoryEmptyOnStart";

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
            .config(REFUSED_CHECKPOINTS, false)
            .config("spark.hadoop.fs.file.impl", MortalFileSystem.class.getName())
            .config("spark.sql.streaming.checkpointFileManagerClass", checkpointFileManager())
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

  /** The one that asks the file system under test; Spark 4.1 has moved it. */
  private static String checkpointFileManager() {
    String name = "FileSystemBasedCheckpointFileManager";
    String former = "org.apache.spark.sql.execution.streaming.";
    try {
      return Class.forName(former + "checkpointing." + name).getName();
    } catch (ClassNotFoundException e) {
      return former + name;
    }
  }
}
