package org.parquetext.integration.property;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableParity;
import org.parquetext.integration.random.RandomTypes;

@SparkTest
class RandomTablesTest {
  private static final List<String> TIMESTAMP_TYPES = List.of("INT96", "TIMESTAMP_MICROS");

  static LongStream seeds() {
    return LongStream.range(0, Effort.of(40, 2_000));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomRowsComeBackAsTheyAre(long seed, SparkSession spark, @TempDir Path directory) {
    RandomTable table = new RandomTable(seed);
    TableParity parity = new TableParity(directory).withoutDuckDb();
    new RandomOptions(seed).applyTo(parity);
    RandomTypes.enableIn(spark);
    spark
        .conf()
        .set(
            "spark.sql.parquet.outputTimestampType",
            TIMESTAMP_TYPES.get(new Random(seed).nextInt(TIMESTAMP_TYPES.size())));
    try {
      parity.require(table.rows(spark).coalesce(1));
      Dataset<Row> written = table.writtenRows(spark).coalesce(1);
      SparkReader.requireSameRows(written, spark.read().parquet(parity.own().toString()));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed %d, %s, %s: %s".formatted(seed, table.schema().toDDL(), parity, e.getMessage()), e);
    }
  }
}
