package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;

/** Dates and timestamps of before the calendar change, by the modes of the built-in writer. */
class RebaseParityTest extends ParityTest {

  private static final String DATETIME = "spark.sql.parquet.datetimeRebaseModeInWrite";
  private static final String INT96 = "spark.sql.parquet.int96RebaseModeInWrite";

  private Dataset<Row> ancient() {
    return table(
        3_000,
        "date_add(DATE'1582-10-15', CAST(id AS INT) - 1500) AS date",
        "IF(id % 5 = 0, NULL, date_add(DATE'0001-01-01', CAST(id AS INT) * 400 - 4000)) AS far",
        "timestamp_micros(-12219292800000000L + (id - 1500) * 7654321234) AS ts",
        "array(DATE'1500-02-28', NULL, date_add(DATE'1500-02-28', CAST(id AS INT))) AS dates",
        "map(id, timestamp_micros(-30000000000000000L + id * 86400000001)) AS timestamps",
        "CAST('1400-01-01 00:00:00' AS TIMESTAMP_NTZ) AS ntz");
  }

  @ParameterizedTest
  @CsvSource({
    "INT96, LEGACY, CORRECTED",
    "INT96, CORRECTED, LEGACY",
    "INT96, LEGACY, LEGACY",
    "TIMESTAMP_MICROS, LEGACY, CORRECTED",
    "TIMESTAMP_MICROS, CORRECTED, LEGACY",
    "TIMESTAMP_MILLIS, LEGACY, EXCEPTION"
  })
  void legacyModes(String type, String datetime, String int96) {
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    spark().conf().set("spark.sql.parquet.outputTimestampType", type);
    spark().conf().set(DATETIME, datetime);
    spark().conf().set(INT96, int96);
    parity().withoutDuckDb().require(ancient());
  }

  @ParameterizedTest
  @CsvSource({
    "DATE'1582-10-14', INT96, spark.sql.parquet.datetimeRebaseModeInWrite",
    "TIMESTAMP'1582-10-14 00:00:00', INT96, spark.sql.parquet.int96RebaseModeInWrite",
    "TIMESTAMP'1582-10-14 00:00:00', TIMESTAMP_MICROS, "
        + "spark.sql.parquet.datetimeRebaseModeInWrite"
  })
  void whatTheBuiltInWriterRefusesIsRefused(String value, String type, String key) {
    spark().conf().set("spark.sql.parquet.outputTimestampType", type);
    spark().conf().set(key, "EXCEPTION");
    Dataset<Row> rows = table(5, "id", value + " AS ancient");

    assertThatThrownBy(() -> rows.write().format("parquet").save(parity().builtIn().toString()))
        .hasStackTraceContaining("WRITE_ANCIENT_DATETIME");
    assertThatThrownBy(
            () -> rows.write().format(FormatUnderTest.NAME).save(parity().own().toString()))
        .hasStackTraceContaining("Cannot write column `ancient`: row 1 holds 1582-10-14")
        .hasStackTraceContaining("`" + key + "` is EXCEPTION")
        .hasStackTraceContaining("WRITE_ANCIENT_DATETIME");
  }

  @Test
  void modernValuesPassInModeException() {
    spark().conf().set(DATETIME, "EXCEPTION");
    spark().conf().set(INT96, "EXCEPTION");
    parity()
        .require(
            table(
                100,
                "date_add(DATE'1582-10-15', CAST(id AS INT)) AS date",
                "timestamp_seconds(id - 2208988800) AS ts"));
  }
}
