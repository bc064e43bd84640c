package org.parquetext.integration.roundtrip;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableParity;

/** Public data sets, which are not part of the project: a folder named by the environment. */
@SparkTest
class RealDataRoundTripTest {
  private static final String VARIABLE = "PARQUET_EXT_TEST_DATA";

  @TempDir private Path directory;

  @Test
  void threeMillionFlights(SparkSession spark) {
    requireSame(spark.read().parquet(file("flights-3m.parquet")));
  }

  @Test
  void birdStrikesWithSpacesAndDollarsInColumnNames(SparkSession spark) {
    requireSame(csv(spark, "birdstrikes.csv"));
  }

  @Test
  void zipCodesWithLeadingZeros(SparkSession spark) {
    requireSame(csv(spark, "zipcodes.csv"));
  }

  @Test
  void zipCodesWithGuessedTypes(SparkSession spark) {
    requireSame(
        spark.read().option("header", true).option("inferSchema", true).csv(file("zipcodes.csv")));
  }

  @Test
  void zipCodesByState(SparkSession spark) {
    new TableParity(directory).partitionBy("state").require(csv(spark, "zipcodes.csv"));
  }

  @Test
  void earthquakesAsOneDeepRow(SparkSession spark) {
    requireSame(earthquakes(spark));
  }

  @Test
  void earthquakesAsNestedRows(SparkSession spark) {
    requireSame(earthquakes(spark).selectExpr("metadata", "inline(features)"));
  }

  private static Dataset<Row> earthquakes(SparkSession spark) {
    return spark.read().option("multiLine", true).json(file("earthquakes.json"));
  }

  private void requireSame(Dataset<Row> rows) {
    new TableParity(directory).rowByRowToo().require(rows);
  }

  private static Dataset<Row> csv(SparkSession spark, String name) {
    return spark.read().option("header", true).csv(file(name));
  }

  private static String file(String name) {
    String folder = System.getenv(VARIABLE);
    assumeTrue(folder != null, "skipped: " + VARIABLE + " does not name the folder of " + name);
    return Path.of(folder, name).toString();
  }
}
