package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class GivenOptionsTest {

  private static Map<String, String> withoutValues(String... keys) {
    Map<String, String> options = new HashMap<>();
    for (String key : keys) {
      options.put(key, null);
    }
    return options;
  }

  @Test
  void anOptionWithoutAValueIsNotGiven() {
    Map<String, String> values = withoutValues("path", "x");
    values.put("Y", "1");
    GivenOptions options = new GivenOptions(values);
    assertThat(options.values()).isEqualTo(Map.of("Y", "1"));
    assertThat(options.contains("y")).isTrue();
    assertThat(options.contains("x")).isFalse();
    assertThat(options.paths()).isEmpty();
  }

  /** As PySpark does for {@code None}. */
  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite", "errorifexists", "ignore"})
  void aSaveTakesOptionsWithoutValuesForAbsent(
      String mode, SparkSession spark, @TempDir Path directory) {
    Path table = directory.resolve("table");
    spark
        .range(0, 4, 1, 1)
        .selectExpr("id", "id % 2 AS p")
        .write()
        .format("parquet-ext")
        .mode(mode)
        .options(
            withoutValues(
                "compression",
                "compression#id",
                "parquet.compression",
                "parquet.block.size",
                "parquet.bloom.filter.enabled#id",
                "maxRecordsPerFile",
                "unknownOptions",
                "compresion",
                "partitionOverwriteMode",
                "timeZone",
                "fs.some.key",
                "spark.sql.parquet.outputTimestampType"))
        .partitionBy("p")
        .save(table.toString());
    assertThat(Tree.parts(table)).hasSize(2).allMatch(name -> name.endsWith(".snappy.parquet"));
  }

  @Test
  void aReadTakesOptionsWithoutValuesForAbsent(SparkSession spark, @TempDir Path directory) {
    String table = directory.resolve("table").toString();
    spark.range(4).write().format("parquet-ext").save(table);
    for (String key : List.of("fs.some.key", "x")) {
      Map<String, String> options = withoutValues(key);
      assertThat(spark.read().format("parquet-ext").options(options).load(table).count())
          .as(key)
          .isEqualTo(4);
    }
  }
}
