package org.parquetext.integration.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.BloomFilters;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;
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
      requireSameFilters(parity);
      Dataset<Row> written = table.writtenRows(spark).coalesce(1);
      SparkReader.requireSameRows(written, spark.read().parquet(parity.own().toString()));
      parity.requireSameOfBatches(spark);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed %d, %s, %s: %s".formatted(seed, table.schema().toDDL(), parity, e.getMessage()), e);
    }
  }

  /**
   * Of the row groups and columns for which both files have one. Not of floating point: the
   * built-in writer's hold every NaN with its own bits, which are not those in the file.
   */
  private static void requireSameFilters(TableParity parity) {
    Map<String, String> own = BloomFilters.read(new TableDirectory(parity.own()).parquetFile());
    Map<String, String> builtIn =
        BloomFilters.read(new TableDirectory(parity.builtIn()).parquetFile());
    own.keySet().retainAll(builtIn.keySet());
    for (ColumnDescriptor column :
        parity.footer().interpreted().getFileMetaData().getSchema().getColumns()) {
      PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
      if (type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE) {
        String path = String.join(".", column.getPath());
        own.keySet().removeIf(name -> name.substring(name.indexOf(' ') + 1).equals(path));
      }
    }
    builtIn.keySet().retainAll(own.keySet());
    assertThat(own).as("bloom filters").isEqualTo(builtIn);
  }
}
