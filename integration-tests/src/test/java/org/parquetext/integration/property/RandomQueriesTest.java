package org.parquetext.integration.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.WriteInputs;

/** Queries of scans, drawn at random, whether they end in batches or in rows. */
@SparkTest
class RandomQueriesTest {
  private static final int QUERIES = Effort.of(6, 200);
  private static final int ROWS_OF_FILE = 3_000;

  private static int ofBatches;
  private static int all;

  @TempDir private Path directory;
  private SparkSession spark;

  @BeforeEach
  void openSession(SparkSession session) {
    spark = session;
  }

  @AfterEach
  void nothingIsHeld() {
    spark.catalog().clearCache();
    Resources.requireReleased();
  }

  static LongStream seeds() {
    return LongStream.range(0, QUERIES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRowOfTheQueryIsWritten(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    RandomQuery query = new RandomQuery(random, source(random));
    Dataset<Row> rows = query.rows();
    try {
      List<Row> expected = rows.collectAsList();
      WriteInputs inputs = WriteInputs.of(spark);
      writer(rows, random).save(table());
      all++;
      ofBatches += inputs.isLastOfBatches() ? 1 : 0;
      long written = inputs.metric("numRowsInBatches") + inputs.metric("numSingleRows");
      assertThat(written).as("rows by the metrics").isEqualTo(expected.size());
      assertThat(writtenRows(rows)).containsExactlyInAnyOrderElementsOf(expected);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed %d, %s: %s".formatted(seed, query, e.getMessage()), e);
    }
  }

  /** Two files, read by one task or by two. */
  private Dataset<Row> source(Random random) {
    String source = directory.resolve("source").toString();
    spark
        .range(0, 2 * ROWS_OF_FILE, 1, 2)
        .selectExpr(
            "id",
            "IF(id % 7 = 0, NULL, int(hash(id))) AS x",
            "id * 0.5D AS d",
            "int(abs(hash(id)) % 3) AS p",
            "concat('text ', id % 100) AS s",
            "IF(id % 5 = 0, NULL, array(id, NULL, id + 1)) AS a",
            "named_struct('c', id, 'e', CAST(id AS DECIMAL(20,2))) AS r")
        .write()
        .option("parquet.page.row.count.limit", 500)
        .parquet(source);
    spark.conf().set("spark.sql.adaptive.enabled", random.nextBoolean());
    spark.conf().set("spark.sql.adaptive.forceApply", random.nextBoolean());
    spark.conf().set("spark.sql.files.minPartitionNum", 1 + random.nextInt(2));
    spark.conf().set("spark.sql.columnVector.offheap.enabled", random.nextBoolean());
    spark.conf().set("spark.sql.parquet.columnarReaderBatchSize", 50 + random.nextInt(4_000));
    return spark.read().parquet(source);
  }

  private DataFrameWriter<Row> writer(Dataset<Row> rows, Random random) {
    DataFrameWriter<Row> writer = rows.write().format(FormatUnderTest.NAME);
    if (random.nextInt(3) == 0) {
      writer.partitionBy("p").option("fanout", random.nextInt(4) > 0);
      writer.option("maxOpenFiles", 2 + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      writer.option("maxRecordsPerFile", 1 + random.nextInt(1_000) * 3);
    }
    return writer;
  }

  private String table() {
    return directory.resolve("table").toString();
  }

  /** A table of partitions only has no file where there is no row. */
  private List<Row> writtenRows(Dataset<Row> rows) {
    return spark
        .read()
        .schema(rows.schema())
        .parquet(table())
        .selectExpr(rows.columns())
        .collectAsList();
  }

  @AfterAll
  static void someOfTheQueriesEndInBatches() {
    assertThat(all).isEqualTo(QUERIES);
    assertThat(ofBatches).as("queries in batches").isBetween(QUERIES / 3, QUERIES * 9 / 10);
  }
}
