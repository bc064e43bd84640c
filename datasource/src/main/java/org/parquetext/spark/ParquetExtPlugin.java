package org.parquetext.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.parquetext.spark.metric.DriverMetrics;
import org.parquetext.spark.metric.ExecutorMetrics;
import org.parquetext.spark.write.ExecutorEncoders;

/**
 * Gives Spark's metrics system what each executor writes at the moment, and what the driver
 * commits, for all of Spark's sinks:
 *
 * <pre>{@code
 * spark.plugins = org.parquetext.spark.ParquetExtPlugin
 * }</pre>
 *
 * <p>The metrics are those of {@link org.parquetext.spark.metric.PluginMetric}. In local mode the
 * driver is the executor. Writes are the same with and without it.
 */
public final class ParquetExtPlugin implements SparkPlugin {

  /** The id of the executor in local mode. */
  private static final String DRIVER = "driver";

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  /** In local mode the executor starts before Spark has the name under which its metrics stand. */
  private static final class Driver implements DriverPlugin {

    private boolean isLocal;
    private DriverMetrics ofDriver;
    private ExecutorMetrics ofExecutor;

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      isLocal = context.isLocal();
      return Map.of();
    }

    @Override
    public void registerMetrics(String application, PluginContext plugin) {
      ofDriver = DriverMetrics.register(plugin.metricRegistry());
      if (isLocal) {
        ofExecutor = ExecutorMetrics.register(plugin.metricRegistry(), ExecutorEncoders.shared());
      }
    }

    @Override
    public void shutdown() {
      if (ofDriver != null) {
        ofDriver.close();
      }
      if (ofExecutor != null) {
        ofExecutor.close();
      }
    }
  }

  /** A process of its own. */
  private static final class Executor implements ExecutorPlugin {

    private ExecutorMetrics metrics;

    @Override
    public void init(PluginContext plugin, Map<String, String> configuration) {
      if (!plugin.executorID().equals(DRIVER)) {
        metrics = ExecutorMetrics.register(plugin.metricRegistry(), ExecutorEncoders.shared());
      }
    }

    @Override
    public void shutdown() {
      if (metrics != null) {
        metrics.close();
      }
    }
  }
}
