package org.parquetext.spark.metric;

import com.codahale.metrics.Counter;
import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.CommittedTask;

/**
 * Every {@link PluginMetric} of the driver, in a registry: counts the writes that are committed
 * until it is closed. Thread-safe.
 */
public final class DriverMetrics implements AutoCloseable {

  private static final Set<DriverMetrics> OPEN = ConcurrentHashMap.newKeySet();

  private final Counter jobs = new Counter();
  private final Histogram latency = new Histogram(new ExponentiallyDecayingReservoir());
  private final Counter files = new Counter();
  private final Counter rows = new Counter();
  private final Counter bytes = new Counter();

  private DriverMetrics() {}

  /**
   * Registers them.
   *
   * @return to be closed when the registry is not asked any more
   */
  public static DriverMetrics register(MetricRegistry registry) {
    DriverMetrics metrics = new DriverMetrics();
    registry.register(PluginMetric.JOBS_COMMITTED.metricName(), metrics.jobs);
    registry.register(PluginMetric.JOBS_COMMIT.metricName(), metrics.latency);
    registry.register(PluginMetric.JOBS_FILES.metricName(), metrics.files);
    registry.register(PluginMetric.JOBS_ROWS.metricName(), metrics.rows);
    registry.register(PluginMetric.JOBS_BYTES.metricName(), metrics.bytes);
    OPEN.add(metrics);
    return metrics;
  }

  /**
   * A write of this process is committed.
   *
   * @param nanos that its commit took
   */
  public static void committed(List<CommittedTask> tasks, long nanos) {
    OPEN.forEach(metrics -> metrics.count(tasks, nanos));
  }

  private void count(List<CommittedTask> tasks, long nanos) {
    for (CommittedTask task : tasks) {
      for (CommittedFile file : task.files()) {
        files.inc();
        rows.inc(file.rows());
        bytes.inc(file.bytes());
      }
    }
    jobs.inc();
    latency.update(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** Counts no more writes. Idempotent. */
  @Override
  public void close() {
    OPEN.remove(this);
  }
}
