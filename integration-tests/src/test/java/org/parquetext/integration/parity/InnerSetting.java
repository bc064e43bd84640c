package org.parquetext.integration.parity;

/** Settings of how the built-in writer works, with values that do not change what it writes. */
enum InnerSetting {
  POOL_RATIO("parquet.memory.pool.ratio", "0.5"),
  MIN_CHUNK("parquet.memory.min.chunk.size", "2097152"),
  CHECK_MIN("parquet.page.size.row.check.min", "10"),
  CHECK_MAX("parquet.page.size.row.check.max", "1000"),
  CHECK_ESTIMATE("parquet.page.size.check.estimate", "false"),
  VALUE_COUNT("parquet.page.value.count.threshold", "1000000"),
  VALIDATION("parquet.validation", "true"),
  SIZE_STATISTICS("parquet.size.statistics.enabled", "false"),
  ZSTD_WORKERS("parquet.compression.codec.zstd.workers", "2"),
  ZSTD_POOL("parquet.compression.codec.zstd.bufferPool.enabled", "false"),
  PLANNED_WRITE("spark.sql.optimizer.plannedWrite.enabled", "false"),
  FAST_FAIL("spark.sql.execution.fastFailOnFileFormatOutput", "true");

  private final String key;
  private final String value;

  InnerSetting(String key, String value) {
    this.key = key;
    this.value = value;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }
}
