package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.spark.metric.ExecutorMetrics;
import org.parquetext.spark.metric.PluginMetric;

/** What the plugin says of uploads is what the store sees of them. */
class UploadMetricsTest extends ObjectStoreTest {
  private static final int PARTS = 2;

  private final MetricRegistry registry = new MetricRegistry();
  private ExecutorMetrics metrics;

  @BeforeEach
  void register() {
    store().set(spark(), "multipart.size", WideTable.PART);
    metrics = ExecutorMetrics.register(registry, EncoderRuntime.shared());
  }

  @AfterEach
  void forget() {
    metrics.close();
  }

  private long value(PluginMetric metric) {
    return (long) registry.getGauges().get(metric.metricName()).getValue();
  }

  @Test
  void countsMultipartUploadsAndTheirPartsWhileTheyAreUnderWay() throws Exception {
    final long uploads = value(PluginMetric.MULTIPART_UPLOADS);
    final long parts = value(PluginMetric.PARTS);
    HeldRequest part = new HeldRequest(request -> request.kind() == S3Request.Kind.UPLOAD_PART);
    store().proxy().observe(part);
    CompletableFuture<Void> write = CompletableFuture.runAsync(this::write);
    try {
      part.awaitArrival();
      assertThat(value(PluginMetric.MULTIPART_UPLOADS)).isEqualTo(uploads + 1);
      assertThat(value(PluginMetric.PARTS)).isGreaterThan(parts);
      assertThat(value(PluginMetric.PARTS_ACTIVE)).isPositive();
      assertThat(value(PluginMetric.FILES_OPEN)).isEqualTo(1);
    } finally {
      part.release();
    }
    write.get(60, TimeUnit.SECONDS);

    assertThat(store().proxy().requests(S3Request.Kind.CREATE_UPLOAD)).hasSize(1);
    assertThat(store().proxy().requests(S3Request.Kind.UPLOAD_PART)).hasSize(PARTS);
    assertThat(value(PluginMetric.MULTIPART_UPLOADS)).isEqualTo(uploads + 1);
    assertThat(value(PluginMetric.PARTS)).isEqualTo(parts + PARTS);
    assertThat(value(PluginMetric.PARTS_ACTIVE)).isZero();
    assertThat(value(PluginMetric.PARTS_PENDING)).isZero();
    assertThat(registry.getCounters().get(PluginMetric.FILES_CLOSED.metricName()).getCount())
        .isEqualTo(1);
  }

  private void write() {
    SparkSession.setActiveSession(spark());
    try {
      WideTable.writer(WideTable.rows(spark(), 0, WideTable.ROWS_OF_TWO_PARTS, 1), SaveMode.Append)
          .save(table());
    } finally {
      SparkSession.clearActiveSession();
    }
  }
}
