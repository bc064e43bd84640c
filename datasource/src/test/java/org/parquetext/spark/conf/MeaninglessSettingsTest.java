package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.LocalSpark;

@ExtendWith(LocalSpark.class)
class MeaninglessSettingsTest {

  private SparkSession spark;

  @BeforeEach
  void prepare(SparkSession session) {
    spark = session;
  }

  private Set<String> found() {
    return MeaninglessSettings.present(new Settings(spark, Map.of("Parquet.Validation", "true")))
        .keySet();
  }

  @Test
  void whatIsSetAnywhereIsFound() {
    assertThat(found()).containsExactly("parquet.validation");
    spark.conf().set("parquet.memory.pool.ratio", "0.5");
    assertThat(found()).containsExactly("parquet.memory.pool.ratio", "parquet.validation");
  }
}
