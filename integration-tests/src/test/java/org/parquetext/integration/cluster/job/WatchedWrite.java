package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.parquetext.pipeline.EncoderRuntime;

/** Writes, and at the row lists the encoder threads of the executor in {@code threads.txt}. */
public final class WatchedWrite {
  /** A name and a loader, in each line. */
  public static final String FILE = "threads.txt";

  private static final String THREAD_PREFIX = "parquet-ext-";

  private WatchedWrite() {}

  /** Runs the {@link WriteApplication} of the arguments. */
  public static void main(String[] arguments) throws IOException {
    WriteApplication application = WriteApplication.parse(arguments);
    String file = application.directory() + "/" + FILE;
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      application.runWith(spark, () -> listThreads(file));
    }
  }

  private static void listThreads(String file) throws IOException {
    ClassLoader plugin = EncoderRuntime.class.getClassLoader();
    List<String> lines =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(THREAD_PREFIX))
            .map(thread -> thread.getName() + " " + loader(thread, plugin))
            .toList();
    Files.write(Path.of(file), lines);
  }

  private static String loader(Thread thread, ClassLoader plugin) {
    ClassLoader own = thread.getContextClassLoader();
    if (own == ClassLoader.getSystemClassLoader()) {
      return "system";
    }
    return own == plugin ? "plugin" : String.valueOf(own);
  }
}
