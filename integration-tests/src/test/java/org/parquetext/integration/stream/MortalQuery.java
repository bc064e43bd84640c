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

  /** Who writes the query's checkpoint and the log: each asks another interface of Hadoop's. */
  enum Checkpoints {
    /** What Spark takes where it can, which moves a file to its place in one step. */
    DEFAULT,
    BY_FILE_SYSTEM
  }

  private MortalQuery() {}

  /**
   * Arguments: the directory of the test, which paths, at which use of one it ends, and who writes
   * checkpoints.
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    MortalFileSystem.dieAt(args[1], Integer.parseInt(args[2]));
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config(REFUSED_CHECKPOINTS, false)
            .config("spark.hadoop.fs.file.impl", MortalFileSystem.class.getName())
            .config("spark.hadoop.fs.AbstractFileSystem.file.impl", MortalFs.class.getName());
    if (Checkpoints.valueOf(args[3]) == Checkpoints.BY_FILE_SYSTEM) {
      builder.config("spark.sql.streaming.checkpointFileManagerClass", managerByFileSystem());
    }
    try (SparkSession spark = builder.getOrCreate()) {
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

  /** Spark 4.1 has moved it. */
  private static String managerByFileSystem() {
    String name = "FileSystemBasedCheckpointFileManager";
    String former = "org.apache.spark.sql.execution.streaming.";
    try {
      return Class.forName(former + "checkpointing." + name).getName();
    } catch (ClassNotFoundException e) {
      return former + name;
    }
  }
}
