package org.parquetext.integration.memory;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.pipeline.EncoderRuntime;
import scala.Option;

/**
 * Writes rows by Spark in a JVM of its own. A task that leaks memory fails the job, and no task is
 * tried again.
 */
final class SparkJob {
  private static final AtomicLong CLOSED_BY_MEMORY = new AtomicLong();
  private static final AtomicLong WAIT_NANOS = new AtomicLong();

  private SparkJob() {}

  /**
   * Writes.
   *
   * @param arguments directory, {@code key=value} settings of Spark with spaces between, rows,
   *     tasks, the column to sort by or nothing, the column to partition by or nothing, and the
   *     columns as SQL of {@code id}
   */
  public static void main(String... arguments) throws Exception {
    MemoryReport.watchDirectMemory();
    Path directory = Path.of(arguments[0]);
    int tasks = Integer.parseInt(arguments[3]);
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[" + tasks + "]")
            .config("spark.ui.enabled", false)
            .config("spark.local.dir", directory.toString())
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
            .config("spark.unsafe.exceptionOnMemoryLeak", true);
    for (String setting : arguments[1].split(" ")) {
      String[] parts = setting.split("=", 2);
      builder.config(parts[0], parts[1]);
    }
    SparkSession spark = builder.getOrCreate();
    try {
      spark.listenerManager().register(new Metrics());
      String[] columns = Arrays.copyOfRange(arguments, 6, arguments.length);
      Dataset<Row> rows =
          spark.range(0, Long.parseLong(arguments[2]), 1, tasks).selectExpr(columns);
      (arguments[4].isEmpty() ? rows : rows.sortWithinPartitions(arguments[4]))
          .write()
          .format(FormatUnderTest.NAME)
          .partitionBy(arguments[5].isEmpty() ? new String[0] : new String[] {arguments[5]})
          .save(directory.resolve("table").toString());
      spark.sparkContext().listenerBus().waitUntilEmpty();
      MemoryReport.write(
          directory,
          EncoderRuntime.shared(),
          CLOSED_BY_MEMORY.get(),
          TimeUnit.NANOSECONDS.toMillis(WAIT_NANOS.get()));
    } finally {
      spark.stop();
    }
  }

  /** Reads the metrics of the write off its plan. */
  private static final class Metrics implements QueryExecutionListener {
    @Override
    public void onSuccess(String function, QueryExecution execution, long nanos) {
      add(execution, "numRowGroupsClosedByMemory", CLOSED_BY_MEMORY);
      add(execution, "encoderWaitTime", WAIT_NANOS);
      add(execution, "memoryWaitTime", WAIT_NANOS);
    }

    private static void add(QueryExecution execution, String name, AtomicLong sum) {
      Option<SQLMetric> metric = execution.executedPlan().metrics().get(name);
      if (metric.isDefined()) {
        sum.addAndGet(metric.get().value());
      }
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception e) {
      // The write throws it.
    }
  }
}
