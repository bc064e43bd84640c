package org.parquetext.spark.conf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings that steer the inside of the built-in writer or of parquet-java's and mean nothing here.
 * They are accepted, and logged once per JVM with the reason.
 */
final class MeaninglessSettings {

  private static final Logger LOG = LoggerFactory.getLogger(MeaninglessSettings.class);
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();
  private static final Map<String, String> REASONS = reasons();

  private MeaninglessSettings() {}

  private static Map<String, String> reasons() {
    String memory = "memory is bounded by spark.parquetext.memory.maxBufferedBytes";
    String exact = "sizes are known exactly, not checked from time to time";
    String codec = "it changes how the codec works, not what it writes";
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("parquet.memory.pool.ratio", memory);
    reasons.put("parquet.memory.min.chunk.size", memory);
    reasons.put("parquet.page.size.row.check.min", exact);
    reasons.put("parquet.page.size.row.check.max", exact);
    reasons.put("parquet.page.size.check.estimate", exact);
    reasons.put("parquet.page.value.count.threshold", exact);
    reasons.put("parquet.validation", "rows are always written as their schema says");
    reasons.put("parquet.size.statistics.enabled", "parquet-java does not read it either");
    reasons.put("parquet.compression.codec.zstd.workers", codec);
    reasons.put("parquet.compression.codec.zstd.bufferPool.enabled", codec);
    return reasons;
  }

  /** Logs those that are set and were not logged before. */
  static void log(Settings settings) {
    present(settings)
        .forEach(
            (key, reason) -> {
              if (LOGGED.add(key)) {
                LOG.info("`{}` has no meaning for parquet-ext: {}", key, reason);
              }
            });
  }

  /** Those that are set and would mean something to the built-in writer, with the reason. */
  static Map<String, String> present(Settings settings) {
    Map<String, String> present = new LinkedHashMap<>(REASONS);
    present.keySet().removeIf(key -> settings.builtIn(key).isEmpty());
    return present;
  }
}
