package org.parquetext.integration.parity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.ParityTest;

class DecimalParityTest extends ParityTest {

  @ParameterizedTest
  @CsvSource({
    "1,0", "1,1", "4,2", "9,0", "9,9", "10,0", "10,3", "18,0", "18,18", "19,0", "19,4", "20,0",
    "27,5", "28,28", "37,10", "38,0", "38,18", "38,38"
  })
  void extremesOfEveryPrecision(int precision, int scale) {
    String largest = "9".repeat(precision - scale) + "." + "9".repeat(scale);
    String smallest = "0." + "0".repeat(Math.max(scale - 1, 0)) + "1";
    String one = precision == scale ? "0.9" : "1";
    parity()
        .require(
            table(
                9,
                """
                CAST(element_at(array('%1$s', '-%1$s', '0', NULL, '%2$s', '-%2$s', '-%3$s', '%3$s',
                    '0'), CAST(id + 1 AS INT)) AS DECIMAL(%4$d,%5$d)) AS x
                """
                    .formatted(largest, smallest, one, precision, scale)));
  }

  @Test
  void negativeWideDecimalsAcrossPages() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", 100)
        .require(
            table(
                500,
                "CAST((250 - id) * 12345678901234567BD AS DECIMAL(38,2)) AS descending",
                "CAST((id - 250) * 12345678901234567BD AS DECIMAL(25,0)) AS ascending",
                "CAST(hash(id) * 1000000000000BD AS DECIMAL(30,4)) AS mixed",
                "CAST(-1 - id AS DECIMAL(20,0)) AS negative"));
  }

  @Test
  void distinctWideDecimalsThatNeedNoDictionary() {
    parity()
        .require(
            table(
                100_000,
                "CAST(xxhash64(id) * 1000000007BD AS DECIMAL(38,6)) AS wide",
                "CAST(xxhash64(id) / 10BD AS DECIMAL(20,1)) AS narrower",
                "CAST(xxhash64(id) % 1000000000000000000 AS DECIMAL(18,0)) AS fitsLong",
                "CAST(hash(id) % 1000000000 AS DECIMAL(9,0)) AS fitsInt"));
  }
}
