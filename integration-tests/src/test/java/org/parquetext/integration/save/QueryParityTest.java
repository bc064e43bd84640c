package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;

/** Rows may come from any query. */
class QueryParityTest extends ParityTest {
  @TempDir private Path directory;

  static Stream<Named<UnaryOperator<Dataset<Row>>>> queries() {
    return Stream.of(
        Named.of("distributed", rows -> rows.repartition(3, rows.col("p"))),
        Named.of("aggregated", rows -> rows.groupBy("p").agg(functions.sum("id").as("sum"))),
        Named.of("sorted", rows -> rows.orderBy(functions.col("text").desc())),
        Named.of("limited", rows -> rows.orderBy("id").limit(17)),
        Named.of("joined", rows -> rows.join(rows.selectExpr("id * 2 AS id", "p AS q"), "id")),
        Named.of("united", rows -> rows.union(rows.selectExpr("-id", "p", "text"))),
        Named.of("cached", Dataset::cache),
        Named.of("distinct", rows -> rows.select("p").distinct()));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void tables(UnaryOperator<Dataset<Row>> query) {
    parity().inTheirOwnTasks().require(query.apply(rows()));
    spark().catalog().clearCache();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void tablesWithoutAdaptiveExecution(UnaryOperator<Dataset<Row>> query) {
    spark().conf().set("spark.sql.adaptive.enabled", false);
    parity().inTheirOwnTasks().require(query.apply(rows()));
    spark().catalog().clearCache();
  }

  @Test
  void distributedByTheirPartition() {
    Dataset<Row> rows = rows();
    parity()
        .inTheirOwnTasks()
        .partitionBy("p")
        .require(rows.repartition(2, rows.col("p")).sortWithinPartitions("p", "text"));
  }

  @Test
  void batchesOfAStream() throws Exception {
    String source = directory.resolve("source").toString();
    String table = directory.resolve("table").toString();
    rows().write().parquet(source);
    VoidFunction2<Dataset<Row>, Long> write =
        (batch, id) -> batch.write().format(FormatUnderTest.NAME).mode("append").save(table);
    spark()
        .readStream()
        .schema(rows().schema())
        .parquet(source)
        .writeStream()
        .option("checkpointLocation", directory.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .foreachBatch(write)
        .start()
        .awaitTermination();
    assertThat(spark().read().parquet(table).count()).isEqualTo(rows().count());
  }

  @Test
  void aDirectoryInSql() {
    rows().createOrReplaceTempView("source");
    String table = directory.resolve("table").toString();
    for (int i = 0; i < 2; i++) {
      spark()
          .sql(
              "INSERT OVERWRITE DIRECTORY '%s' USING `%s` SELECT * FROM source"
                  .formatted(table, FormatUnderTest.NAME));
    }
    assertThat(spark().read().parquet(table).count()).isEqualTo(rows().count());
  }

  private Dataset<Row> rows() {
    return table(2_000, "id", "id % 7 AS p", "concat('text ', hash(id)) AS text");
  }
}
