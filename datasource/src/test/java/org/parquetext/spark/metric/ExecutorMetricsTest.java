package org.parquetext.spark.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.file.HadoopOutput;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;

class ExecutorMetricsTest {

  private static final int ROWS = 1_000;

  private final EncoderRuntime runtime = EncoderRuntime.create(3, 1 << 20);
  private final MetricRegistry registry = new MetricRegistry();

  @TempDir private Path directory;

  private Path write(String name) {
    Path file = directory.resolve(name);
    try (RootAllocator allocator = new RootAllocator();
        IntVector numbers = new IntVector("number", allocator)) {
      numbers.allocateNew(ROWS);
      for (int i = 0; i < ROWS; i++) {
        numbers.set(i, i);
      }
      numbers.setValueCount(ROWS);
      try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(numbers));
          ArrowParquetWriter writer =
              ArrowParquetWriter.builder(
                      HadoopOutput.of(
                          new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()),
                      root.getSchema())
                  .runtime(runtime)
                  .build()) {
        writer.write(root);
        assertThat(gauge(PluginMetric.FILES_OPEN)).isEqualTo(1);
        assertThat(gauge(PluginMetric.TASKS_WRITING)).isEqualTo(1);
        assertThat(gauge(PluginMetric.BUFFER_BYTES)).isPositive();
      }
    }
    return file;
  }

  private long gauge(PluginMetric metric) {
    return (long) registry.getGauges().get(metric.metricName()).getValue();
  }

  private long count(PluginMetric metric) {
    return registry.getCounters().get(metric.metricName()).getCount();
  }

  @Test
  void registersEveryMetricByItsNameAndType() {
    ExecutorMetrics.register(registry, runtime).close();
    DriverMetrics.register(registry).close();

    assertThat(registry.getMetrics().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PluginMetric.values()).map(PluginMetric::metricName).toList());
    for (PluginMetric metric : PluginMetric.values()) {
      Class<? extends Metric> type =
          switch (metric.type()) {
            case COUNTER -> Counter.class;
            case GAUGE -> Gauge.class;
            case HISTOGRAM -> Histogram.class;
          };
      assertThat(registry.getMetrics().get(metric.metricName())).isInstanceOf(type);
    }
  }

  @Test
  void countsClosedFilesUntilItIsClosed() throws Exception {
    try (ExecutorMetrics metrics = ExecutorMetrics.register(registry, runtime)) {
      long bytes = Files.size(write("a")) + Files.size(write("b"));
      assertThat(count(PluginMetric.FILES_CLOSED)).isEqualTo(2);
      assertThat(count(PluginMetric.ROWS)).isEqualTo(2 * ROWS);
      assertThat(count(PluginMetric.BYTES)).isEqualTo(bytes);
      Histogram latency = registry.getHistograms().get(PluginMetric.FILES_LATENCY.metricName());
      assertThat(latency.getCount()).isEqualTo(2);
    }
    write("c");
    assertThat(count(PluginMetric.FILES_CLOSED)).isEqualTo(2);
  }

  @Test
  void nothingGoesOnWhenAllFilesAreClosed() {
    try (ExecutorMetrics metrics = ExecutorMetrics.register(registry, runtime)) {
      write("a");
      assertThat(gauge(PluginMetric.ENCODERS_SIZE)).isEqualTo(3);
      assertThat(gauge(PluginMetric.BUFFER_MAX_BYTES)).isEqualTo(1 << 20);
      assertThat(gauge(PluginMetric.BUFFER_PEAK_BYTES)).isPositive();
      assertThat(
              List.of(
                  PluginMetric.FILES_OPEN,
                  PluginMetric.UPLOADS_ACTIVE,
                  PluginMetric.TASKS_WRITING,
                  PluginMetric.TASKS_WAITING_FOR_ENCODERS,
                  PluginMetric.TASKS_WAITING_FOR_MEMORY,
                  PluginMetric.TASKS_WAITING_FOR_UPLOADS,
                  PluginMetric.BUFFER_BYTES))
          .allMatch(metric -> gauge(metric) == 0);
    }
  }
}
