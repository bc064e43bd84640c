package org.parquetext.integration.parity;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;

class DictionaryParityTest extends ParityTest {

  @Test
  void fewDistinctValuesOfEveryType() {
    parity().require(ofManyTypes(50_000, "id % 100"));
  }

  @Test
  void manyDistinctValuesOfEveryType() {
    parity().require(ofManyTypes(50_000, "xxhash64(id)"));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5, 16, 17, 255, 256, 257, 65_536, 65_537})
  void everyWidthOfIds(long distinct) {
    parity()
        .require(
            table(150_000, "id * 7 %% %d AS x".formatted(distinct), "id % 2 AS constantWidth"));
  }

  @Test
  void dictionariesThatOverflowInTheMiddleOfAChunk() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", 5_000)
        .option("parquet.dictionary.page.size", "dictionaryPageSizeBytes", 32 * 1024)
        .require(ofManyTypes(60_000, "IF(id < 20000, id % 100, id)"));
  }

  @Test
  void dictionariesThatOverflowInTheMiddleOfAPage() {
    parity()
        .option("parquet.dictionary.page.size", "dictionaryPageSizeBytes", 8 * 1024)
        .require(ofManyTypes(60_000, "IF(id < 25000, id % 100, id)"));
  }

  @Test
  void overflowWithNullsInBetween() {
    parity()
        .option("parquet.dictionary.page.size", "dictionaryPageSizeBytes", 16 * 1024)
        .require(ofManyTypes(60_000, "IF(id % 3 = 0, NULL, IF(id < 25000, id % 100, id))"));
  }

  @Test
  void noDictionaries() {
    parity()
        .option("parquet.enable.dictionary", "dictionaryEnabled", false)
        .require(ofManyTypes(30_000, "id % 100"));
  }

  @Test
  void noDictionaryForOneColumn() {
    parity()
        .option("parquet.enable.dictionary#x2", "dictionaryEnabled#x2", false)
        .require(ofManyTypes(30_000, "id % 100"));
  }

  @Test
  void onlyADictionaryForOneColumn() {
    parity()
        .option("parquet.enable.dictionary", "dictionaryEnabled", false)
        .option("parquet.enable.dictionary#x0", "dictionaryEnabled#x0", true)
        .require(ofManyTypes(30_000, "id % 100"));
  }

  @Test
  void theBuiltInsKeysMeanTheSame() {
    parity()
        .option("parquet.enable.dictionary", true)
        .option("parquet.enable.dictionary#x2", false)
        .option("parquet.dictionary.page.size", 4_096)
        .require(ofManyTypes(30_000, "id % 1000"));
  }

  /** Columns x0, x1, … of different types, each a function of the number. */
  private Dataset<Row> ofManyTypes(long rows, String number) {
    return table(rows, "id", number + " AS n")
        .selectExpr(
            "n AS x0",
            "hash(n) AS x1",
            "concat('text ', n) AS x2",
            "CAST(n AS DOUBLE) / 3 AS x3",
            "CAST(hash(n) AS FLOAT) AS x4",
            "CAST(n AS DECIMAL(30,2)) AS x5",
            "timestamp_micros(n % 1000000000000000) AS x6",
            "date_from_unix_date(CAST(n % 1000000 AS INT)) AS x7",
            "CAST(concat('bytes ', n) AS BINARY) AS x8",
            "n % 2 = 0 AS x9");
  }
}
