package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

@SparkTest
class WriteMetricsTest {
  @TempDir private Path directory;

  /** Adds up what tasks say that they have written. */
  private static final class OutputMetrics extends SparkListener {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      bytes.addAndGet(end.taskMetrics().outputMetrics().bytesWritten());
      records.addAndGet(end.taskMetrics().outputMetrics().recordsWritten());
    }
  }

  @Test
  void tasksReportBytesAndRecords(SparkSession spark) throws Exception {
    OutputMetrics metrics = new OutputMetrics();
    // Events of an earlier test may still be on their way.
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().addSparkListener(metrics);
    try {
      write(spark);
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      spark.sparkContext().removeSparkListener(metrics);
    }
    assertThat(metrics.records).hasValue(10_000);
    assertThat(metrics.bytes).hasValue(bytesOfFiles());
  }

  @Test
  void observationsSeeEveryRow(SparkSession spark) throws Exception {
    Observation observation = new Observation();
    spark
        .range(0, 1_000, 1, 3)
        .toDF()
        .observe(
            observation,
            functions.count(functions.lit(1)).as("rows"),
            functions.sum("id").as("sum"))
        .write()
        .format(FormatUnderTest.NAME)
        .save(table().toString());
    assertThat(observation.getAsJava())
        .containsEntry("rows", 1_000L)
        .containsEntry("sum", 499_500L);
  }

  private void write(SparkSession spark) {
    spark
        .range(0, 10_000, 1, 2)
        .selectExpr("id", "CAST(id AS STRING) AS text")
        .write()
        .format(FormatUnderTest.NAME)
        .save(table().toString());
  }

  private long bytesOfFiles() {
    return new TableDirectory(table())
        .parquetFiles().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private Path table() {
    return directory.resolve("table");
  }
}
