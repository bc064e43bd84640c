package org.parquetext.integration.parity;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.ParityTest;

class NullParityTest extends ParityTest {
  private static final String[] TYPES = {
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INT",
    "BIGINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL(9,2)",
    "DECIMAL(18,2)",
    "DECIMAL(38,2)",
    "STRING",
    "BINARY",
    "DATE",
    "TIMESTAMP",
    "TIMESTAMP_NTZ"
  };
  private static final int PAGE_ROWS = 100;

  @Test
  void columnsOfNullsOnly() {
    parity().require(everyType(1_000, "NULL"));
  }

  @Test
  void pagesOfNullsOnly() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS)
        .require(everyType(6 * PAGE_ROWS, "IF(id DIV 100 % 2 = 0, NULL, %s)"));
  }

  @Test
  void everyOtherValueIsNull() {
    parity().require(everyType(1_001, "IF(id % 2 = 0, NULL, %s)"));
  }

  @Test
  void longRunsOfNullsAndValues() {
    parity().require(everyType(30_000, "IF(id DIV 777 % 2 = 0, NULL, %s)"));
  }

  @Test
  void oneNullAtTheEnd() {
    parity().require(everyType(1_025, "IF(id = 1024, NULL, %s)"));
  }

  @Test
  void oneValueAtTheEnd() {
    parity().require(everyType(1_025, "IF(id < 1024, NULL, %s)"));
  }

  @Test
  void columnsOfOneValue() {
    parity().require(everyType(table(5_000, "7L AS id"), "%s"));
  }

  @Test
  void oneRow() {
    parity().require(everyType(1, "%s"));
  }

  @Test
  void columnsThatAllowNoNull() {
    StructType required = new StructType();
    Dataset<Row> rows = everyType(3_000, "%s").na().drop();
    for (var field : rows.schema().fields()) {
      required = required.add(field.name(), field.dataType(), false);
    }
    parity().require(spark().createDataFrame(rows.javaRDD(), required));
  }

  /** One column per type; {@code %s} in the expression is a value that depends on {@code id}. */
  private Dataset<Row> everyType(long rows, String expression) {
    return everyType(table(rows, "id"), expression);
  }

  private static Dataset<Row> everyType(Dataset<Row> ids, String expression) {
    String[] columns = new String[TYPES.length];
    for (int i = 0; i < TYPES.length; i++) {
      columns[i] =
          "CAST(%s AS %s) AS c%d".formatted(expression.replace("%s", value(TYPES[i])), TYPES[i], i);
    }
    return ids.selectExpr(columns);
  }

  private static String value(String type) {
    return switch (type) {
      case "BOOLEAN" -> "(id % 3 = 0)";
      case "TINYINT" -> "(id % 128)";
      case "SMALLINT" -> "(id % 1000)";
      case "STRING" -> "CAST(id AS STRING)";
      case "BINARY" -> "CAST(CAST(id AS STRING) AS BINARY)";
      case "DATE" -> "date_from_unix_date(CAST(id AS INT))";
      case "TIMESTAMP" -> "timestamp_micros(id * 1234567)";
      case "TIMESTAMP_NTZ" -> "CAST(timestamp_micros(id * 1234567) AS TIMESTAMP_NTZ)";
      default -> "id";
    };
  }
}
