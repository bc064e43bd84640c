package org.parquetext.integration.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.spark.metric.PluginMetric;

class PrometheusTest extends ObservedTest {
  private static final String PREFIX =
      "metrics_" + NAMESPACE + "_driver_plugin_org_parquetext_spark_ParquetExtPlugin_";

  private static final long HELD_ROW = 50_000;

  private static CountDownLatch reached;
  private static CountDownLatch released;

  private static String name(PluginMetric metric) {
    String suffix =
        switch (metric.type()) {
          case COUNTER, HISTOGRAM -> "Count";
          case GAUGE -> "Value";
        };
    return PREFIX + metric.metricName().replace('.', '_') + "_" + suffix;
  }

  private static long value(Map<String, Double> scraped, PluginMetric metric) {
    return scraped.get(name(metric)).longValue();
  }

  @Test
  void everyMetricIsScraped() throws Exception {
    assertThat(ui().prometheus())
        .containsKeys(
            Arrays.stream(PluginMetric.values()).map(PrometheusTest::name).toArray(String[]::new));
    assertThat(ui().get("/metrics/prometheus"))
        .contains(name(PluginMetric.BYTES) + "{type=\"counters\"} ");
  }

  @Test
  void aFinishedWriteIsCountedAndHoldsNothing() throws Exception {
    Map<String, Double> before = ui().prometheus();
    write();
    Map<String, Double> after = ui().prometheus();

    assertThat(growth(before, after, PluginMetric.FILES_CLOSED)).isEqualTo(3 * TASKS);
    assertThat(growth(before, after, PluginMetric.FILES_LATENCY)).isEqualTo(3 * TASKS);
    assertThat(growth(before, after, PluginMetric.ROWS)).isEqualTo(ROWS);
    assertThat(growth(before, after, PluginMetric.BYTES)).isEqualTo(bytesOfFiles());
    assertThat(growth(before, after, PluginMetric.JOBS_COMMITTED)).isEqualTo(1);
    assertThat(growth(before, after, PluginMetric.JOBS_COMMIT)).isEqualTo(1);
    assertThat(growth(before, after, PluginMetric.JOBS_FILES)).isEqualTo(3 * TASKS);
    assertThat(growth(before, after, PluginMetric.JOBS_ROWS)).isEqualTo(ROWS);
    assertThat(growth(before, after, PluginMetric.JOBS_BYTES)).isEqualTo(bytesOfFiles());
    assertThat(value(after, PluginMetric.BUFFER_PEAK_BYTES)).isPositive();
    assertThat(value(after, PluginMetric.BUFFER_MAX_BYTES))
        .isGreaterThan(value(after, PluginMetric.BUFFER_PEAK_BYTES));
    assertThat(value(after, PluginMetric.ENCODERS_SIZE)).isPositive();
    assertThat(Arrays.stream(PluginMetric.values()))
        .filteredOn(
            metric ->
                switch (metric) {
                  case FILES_OPEN,
                      UPLOADS_ACTIVE,
                      TASKS_WRITING,
                      TASKS_WAITING_FOR_ENCODERS,
                      TASKS_WAITING_FOR_MEMORY,
                      TASKS_WAITING_FOR_UPLOADS,
                      BUFFER_BYTES,
                      PARTS_ACTIVE,
                      PARTS_PENDING ->
                      true;
                  default -> false;
                })
        .allMatch(metric -> value(after, metric) == 0);
  }

  static long growth(Map<String, Double> before, Map<String, Double> after, PluginMetric metric) {
    return value(after, metric) - value(before, metric);
  }

  @Test
  void aRunningWriteShowsWhatItHolds() throws Exception {
    reached = new CountDownLatch(1);
    released = new CountDownLatch(1);
    spark().udf().register("held", (UDF1<Long, Long>) PrometheusTest::hold, DataTypes.LongType);
    CompletableFuture<Void> write =
        CompletableFuture.runAsync(
            () ->
                spark()
                    .range(0, 2 * HELD_ROW, 1, 1)
                    .selectExpr("held(id) AS id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .save(table().root().toString()));
    Map<String, Double> during;
    try {
      assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
      during = ui().prometheus();
    } finally {
      released.countDown();
    }
    write.get(60, TimeUnit.SECONDS);

    assertThat(value(during, PluginMetric.FILES_OPEN)).isEqualTo(1);
    assertThat(value(during, PluginMetric.TASKS_WRITING)).isEqualTo(1);
    assertThat(value(during, PluginMetric.BUFFER_BYTES)).isPositive();
    assertThat(value(ui().prometheus(), PluginMetric.FILES_OPEN)).isZero();
  }

  private static long hold(long id) throws InterruptedException {
    if (id == HELD_ROW) {
      reached.countDown();
      released.await(60, TimeUnit.SECONDS);
    }
    return id;
  }

  @Test
  void sparksSummaryOfExecutorsIsThereToo() throws Exception {
    assertThat(ui().get("/metrics/executors/prometheus").toLowerCase(Locale.ROOT))
        .contains("metrics_executor_");
  }
}
