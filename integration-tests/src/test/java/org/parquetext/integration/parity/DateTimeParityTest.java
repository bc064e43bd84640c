package org.parquetext.integration.parity;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;

class DateTimeParityTest extends ParityTest {
  private static final String TIMESTAMP_TYPE = "spark.sql.parquet.outputTimestampType";

  /** Microseconds: the epoch and its neighbours, years 1, 9999 and -5000, and beyond. */
  private static final String FAR_MICROS =
      """
      element_at(array(0L, 1L, -1L, 999L, 1000L, -999L, -1000L, -1001L, 86399999999L,
          -86400000001L, -62135596800000000L, 253402300799999999L, -219973536000000000L,
          9000000000000000000L, -9000000000000000000L, NULL), CAST(id + 1 AS INT))
      """;

  private static final int FAR_VALUES = 16;

  @Test
  void farDates() {
    parity()
        .require(
            table(
                8,
                """
                date_from_unix_date(element_at(array(0, -1, -719162, 2932896, -2500000, 2147483647,
                    -2147483648, NULL), CAST(id + 1 AS INT))) AS x
                """,
                "DATE'0001-01-01' AS first",
                "DATE'9999-12-31' AS last",
                "make_date(-4712, 1, 1) AS negative",
                "date_add(DATE'1582-10-01', CAST(id AS INT) * 3) AS calendarChange"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void farTimestamps(String type) {
    spark().conf().set(TIMESTAMP_TYPE, type);
    parity().require(farTimestamps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void manyTimestamps(String type) {
    spark().conf().set(TIMESTAMP_TYPE, type);
    parity()
        .require(
            table(
                50_000,
                "timestamp_micros(id * 1000003) AS ascending",
                "timestamp_micros(xxhash64(id) % 1000000000000000) AS mixed",
                "timestamp_seconds(id % 7) AS few",
                "CAST(timestamp_micros(xxhash64(id) % 1000000000000000) AS TIMESTAMP_NTZ) AS ntz"));
  }

  @Test
  void farTimestampsWithoutTimeZone() {
    parity()
        .require(
            farTimestamps()
                .selectExpr("CAST(x AS TIMESTAMP_NTZ) AS x", "TIMESTAMP_NTZ'0001-01-01' AS first"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void theSessionTimeZoneChangesNoInstant(String type) {
    spark().conf().set(TIMESTAMP_TYPE, type);
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    parity().require(farTimestamps());
  }

  @Test
  void timestampsOfParquetJavaAreNotShiftedOnReading() {
    spark().conf().set(TIMESTAMP_TYPE, "INT96");
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    spark().conf().set("spark.sql.parquet.int96TimestampConversion", true);
    parity().require(table(1_000, "timestamp_seconds(id * 86400 * 30) AS x"));
  }

  private Dataset<Row> farTimestamps() {
    return table(FAR_VALUES, "timestamp_micros(" + FAR_MICROS + ") AS x");
  }
}
