package org.parquetext.spark.metric;

import com.codahale.metrics.Counter;
import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.parquetext.file.UploadStatistics;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.FileObserver;
import org.parquetext.pipeline.WriteActivity;
import org.parquetext.pipeline.WriteStage;
import org.parquetext.pipeline.WrittenFile;

/**
 * Every {@link PluginMetric} of an executor, in a registry: gauges ask the encoding pool when they
 * are asked, the others count the files that are closed until this is closed. Thread-safe.
 */
public final class ExecutorMetrics implements FileObserver, AutoCloseable {

  private final Counter files = new Counter();
  private final Counter rows = new Counter();
  private final Counter bytes = new Counter();
  private final Histogram latency = new Histogram(new ExponentiallyDecayingReservoir());
  private final WriteActivity activity;

  private ExecutorMetrics(WriteActivity activity) {
    this.activity = activity;
  }

  /**
   * Registers them.
   *
   * @param runtime whose files are counted from now on
   * @return to be closed when the registry is not asked any more
   */
  public static ExecutorMetrics register(MetricRegistry registry, EncoderRuntime runtime) {
    ExecutorMetrics metrics = new ExecutorMetrics(runtime.activity());
    registry.register(PluginMetric.FILES_CLOSED.metricName(), metrics.files);
    registry.register(PluginMetric.ROWS.metricName(), metrics.rows);
    registry.register(PluginMetric.BYTES.metricName(), metrics.bytes);
    registry.register(PluginMetric.FILES_LATENCY.metricName(), metrics.latency);
    metrics.registerActivity(registry);
    registerPool(registry, runtime);
    registerUploads(registry);
    runtime.activity().observe(metrics);
    return metrics;
  }

  private void registerActivity(MetricRegistry registry) {
    gauge(registry, PluginMetric.FILES_OPEN, activity::openFiles);
    gauge(registry, PluginMetric.UPLOADS_ACTIVE, activity::closingFiles);
    gauge(
        registry,
        PluginMetric.TASKS_WAITING_FOR_ENCODERS,
        () -> activity.waiting(WriteStage.WAIT_FOR_ENCODERS));
    gauge(
        registry,
        PluginMetric.TASKS_WAITING_FOR_MEMORY,
        () -> activity.waiting(WriteStage.WAIT_FOR_MEMORY));
    gauge(
        registry,
        PluginMetric.TASKS_WAITING_FOR_UPLOADS,
        () -> activity.waiting(WriteStage.WAIT_FOR_UPLOADS));
  }

  private static void registerPool(MetricRegistry registry, EncoderRuntime runtime) {
    gauge(registry, PluginMetric.TASKS_WRITING, runtime::groups);
    gauge(registry, PluginMetric.ENCODERS_BUSY, runtime::running);
    gauge(registry, PluginMetric.ENCODERS_SIZE, runtime::threads);
    gauge(registry, PluginMetric.BUFFER_BYTES, runtime::bufferedBytes);
    gauge(registry, PluginMetric.BUFFER_PEAK_BYTES, runtime::peakBufferedBytes);
    gauge(registry, PluginMetric.BUFFER_MAX_BYTES, runtime::maxBufferedBytes);
  }

  private static void registerUploads(MetricRegistry registry) {
    UploadStatistics uploads = UploadStatistics.ofProcess();
    gauge(registry, PluginMetric.MULTIPART_UPLOADS, uploads::multipartUploads);
    gauge(registry, PluginMetric.PARTS, uploads::parts);
    gauge(registry, PluginMetric.PARTS_ACTIVE, uploads::activeParts);
    gauge(registry, PluginMetric.PARTS_PENDING, uploads::pendingParts);
  }

  private static void gauge(MetricRegistry registry, PluginMetric metric, LongSupplier value) {
    Gauge<Long> gauge = value::getAsLong;
    registry.register(metric.metricName(), gauge);
  }

  @Override
  public void closed(WrittenFile file, long nanos) {
    files.inc();
    rows.inc(file.rows());
    bytes.inc(file.bytes());
    latency.update(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** Counts no more files. Idempotent. */
  @Override
  public void close() {
    activity.forget(this);
  }
}
