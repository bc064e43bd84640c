package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.LocalSpark;

@ExtendWith(LocalSpark.class)
class MeaninglessSettingsTest {

  private static final String CONCURRENT_FILES = "spark.sql.maxConcurrentOutputFileWriters";

  private SparkSession spark;

  @BeforeEach
  void prepare(SparkSession session) {
    spark = session;
  }

  private Set<String> found(String... partitions) {
    StructType rows = StructType.fromDDL("id bigint, p string");
    return MeaninglessSettings.present(
            new Settings(spark, Map.of("Parquet.Validation", "true")),
            WriteColumns.of(rows, List.of(partitions), false))
        .keySet();
  }

  @Test
  void whatIsSetAnywhereIsFound() {
    assertThat(found()).containsExactly("parquet.validation");
    spark.conf().set("parquet.memory.pool.ratio", "0.5");
    assertThat(found()).containsExactly("parquet.memory.pool.ratio", "parquet.validation");
  }

  @Test
  void filesKeptOpenMeanSomethingToAPartitionedWriteOnly() {
    assertThat(found("p")).doesNotContain(CONCURRENT_FILES);
    spark.conf().set(CONCURRENT_FILES, "4");
    assertThat(found("p")).contains(CONCURRENT_FILES);
    assertThat(found()).doesNotContain(CONCURRENT_FILES);
    spark.conf().set(CONCURRENT_FILES, "0");
    assertThat(found("p")).doesNotContain(CONCURRENT_FILES);
  }
}
