package org.parquetext.integration.objectstore;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.fixture.FormatUnderTest;

/**
 * Rows of which each makes 128 bytes of a file, so that a few files have several parts of 5 MiB.
 */
final class WideTable {
  /** The least that S3 takes. */
  static final String PART = "5M";

  /** Rows of one task that make a file of three parts. */
  static final long ROWS_OF_THREE_PARTS = 100_000;

  /** Rows of one task that make a file of two parts. */
  static final long ROWS_OF_TWO_PARTS = 60_000;

  private WideTable() {}

  /** Rows with ids from {@code from} on. */
  static Dataset<Row> rows(SparkSession spark, long from, long count, int tasks) {
    return spark
        .range(from, from + count, 1, tasks)
        .selectExpr("id", "id % 2 AS p", "sha2(cast(id AS string), 512) AS text");
  }

  /** Writes rows as long as they are, and a mebibyte at a time. */
  static DataFrameWriter<Row> writer(Dataset<Row> rows, SaveMode mode) {
    return rows.write()
        .format(FormatUnderTest.NAME)
        .mode(mode)
        .option("compression", "none")
        .option("dictionaryEnabled", false)
        .option("rowGroupSizeBytes", 1 << 20);
  }
}
