package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;
import org.parquetext.spark.metric.WriteMetric;
import scala.jdk.javaapi.CollectionConverters;

@ExtendWith(LocalSpark.class)
class MetricsTest {

  private final LongAdder bytes = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final StringBuilder plans = new StringBuilder();
  private final SparkListener listener =
      new SparkListener() {
        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
          bytes.add(task.taskMetrics().outputMetrics().bytesWritten());
          records.add(task.taskMetrics().outputMetrics().recordsWritten());
        }
      };
  private final Map<String, SQLMetric> metrics = new ConcurrentHashMap<>();
  private SparkSession spark;
  private Path table;

  @BeforeEach
  void listen(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("table");
    spark.sparkContext().addSparkListener(listener);
  }

  @AfterEach
  void stopListening() {
    spark.sparkContext().removeSparkListener(listener);
  }

  private void awaitEvents() throws Exception {
    spark.sparkContext().listenerBus().waitUntilEmpty(60_000);
  }

  @Test
  void tasksReportTheBytesAndRowsThatTheyWrote() throws Exception {
    spark
        .range(0, 5000, 1, 2)
        .selectExpr("id", "id % 3 AS p")
        .write()
        .format("parquet-ext")
        .partitionBy("p")
        .save(table.toString());
    awaitEvents();
    assertThat(records.sum()).isEqualTo(5000);
    assertThat(bytes.sum()).isEqualTo(bytesOnDisk());
  }

  private long bytesOnDisk() throws IOException {
    long sum = 0;
    for (String part : Tree.parts(table)) {
      sum += Files.size(table.resolve(part));
    }
    return sum;
  }

  private void listenToPlans() {
    spark
        .listenerManager()
        .register(
            new QueryExecutionListener() {
              @Override
              public void onSuccess(String function, QueryExecution execution, long nanos) {
                plans.append(execution.executedPlan());
                metrics.putAll(CollectionConverters.asJava(execution.executedPlan().metrics()));
              }

              @Override
              public void onFailure(String function, QueryExecution execution, Exception e) {
                plans.append(e);
              }
            });
  }

  @Test
  void dictionariesThatWereAskedForAndOutgrewTheirLimitAreCounted() throws Exception {
    listenToPlans();
    spark
        .range(0, 10_000, 1, 1)
        .selectExpr("id", "id % 5 AS few", "id AS other")
        .write()
        .format("parquet-ext")
        .option("encoding#id", "RLE_DICTIONARY")
        .option("encoding#few", "RLE_DICTIONARY")
        .option("dictionaryPageSizeBytes", "4k")
        .save(table.toString());
    awaitEvents();
    assertThat(value(WriteMetric.DICTIONARIES_OUTGROWN)).isEqualTo(1);
    assertThat(value(WriteMetric.DICTIONARIES_REFUSED)).as("`other`, only tried").isEqualTo(1);
  }

  private long value(WriteMetric metric) {
    return metrics.get(metric.definition().name()).value();
  }

  @Test
  void filesAndRowGroupsAreCountedByWhatClosedThem() throws Exception {
    listenToPlans();
    spark
        .range(0, 10_000, 1, 1)
        .toDF()
        .write()
        .format("parquet-ext")
        .option("maxRecordsPerFile", "3000")
        .option("rowGroupMaxRows", "2000")
        .save(table.toString());
    awaitEvents();
    assertThat(value(WriteMetric.ROWS)).isEqualTo(10_000);
    assertThat(value(WriteMetric.FILES)).isEqualTo(4);
    assertThat(value(WriteMetric.FILES_CLOSED_BY_ROWS)).isEqualTo(3);
    assertThat(value(WriteMetric.FILES_CLOSED_BY_SIZE)).isZero();
    assertThat(value(WriteMetric.FILES_CLOSED_BY_TIME)).isZero();
    assertThat(value(WriteMetric.ROW_GROUPS)).isEqualTo(7);
    assertThat(value(WriteMetric.ROW_GROUPS_CLOSED_BY_ROWS)).isEqualTo(6);
    assertThat(value(WriteMetric.ROW_GROUPS_CLOSED_BY_SIZE)).isZero();
    assertThat(value(WriteMetric.ROW_GROUPS_CLOSED_BY_MEMORY)).isZero();
  }

  @Test
  void theTimeOfEachStageIsMeasured() throws Exception {
    listenToPlans();
    spark
        .range(0, 200_000, 1, 2)
        .selectExpr("id", "CAST(id * 7 AS STRING) AS text")
        .write()
        .format("parquet-ext")
        .option("verify", "full")
        .save(table.toString());
    awaitEvents();
    assertThat(
            List.of(
                WriteMetric.CONVERT_TIME,
                WriteMetric.ENCODE_TIME,
                WriteMetric.COMPRESS_TIME,
                WriteMetric.WRITE_TIME,
                WriteMetric.UPLOAD_TIME,
                WriteMetric.VERIFY_TIME,
                WriteMetric.TASK_COMMIT_TIME,
                WriteMetric.JOB_COMMIT_TIME))
        .allMatch(metric -> value(metric) > 0);
  }

  @Test
  void thePlanShowsTheEffectiveOptions() throws Exception {
    listenToPlans();
    spark.conf().set("spark.datasource.parquet-ext.pageRowLimit", "123");
    spark
        .range(3)
        .write()
        .format("parquet-ext")
        .option("compression", "zstd")
        .save(table.toString());
    awaitEvents();
    assertThat(plans)
        .contains("parquet-ext append")
        .contains(table.toString())
        .contains("{compression=zstd, pageRowLimit=123}");
  }
}
