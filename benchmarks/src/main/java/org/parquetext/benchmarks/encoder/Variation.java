package org.parquetext.benchmarks.encoder;

import java.util.Locale;
import java.util.Map;
import org.parquetext.options.WriteOptions;

/** The options with which each kind of column is written. */
public enum Variation {
  DEFAULT(Map.of()),
  BLOOM_FILTER(Map.of("bloomFilter", "true")),
  V2(Map.of("writerVersion", "v2")),
  ZSTD(Map.of("compression", "zstd")),
  ZSTD_V2(Map.of("compression", "zstd", "writerVersion", "v2"));

  private final Map<String, String> settings;

  Variation(Map<String, String> settings) {
    this.settings = settings;
  }

  WriteOptions options() {
    WriteOptions.Builder options = WriteOptions.builder();
    settings.forEach(options::set);
    return options.build();
  }

  /** The name that the report shows. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
